// Ctrl-K: everything that one may see in one box.

import { Trans, useLingui } from '@lingui/react/macro';
import { Modal, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { Icon } from '@/ui/icons';
import { useReturnFocus } from '@/ui/return_focus';
import css from './palette.module.css';
import { type Entry, useFound, usePages } from './palette_entries';

export default function CommandPalette({ onClose }: { onClose: () => void }) {
    useReturnFocus();
    const { t } = useLingui();
    const navigate = useNavigate();
    const [text, setText] = useState('');
    const [at, setAt] = useState(0);
    const wanted = text.trim().toLowerCase();
    const pages = usePages().filter((entry) => entry.label.toLowerCase().includes(wanted));
    const entries = [...pages, ...useFound(text)];
    const chosen = Math.min(at, entries.length - 1);
    const idOf = (index: number) => `palette-${index}`;

    const open = (entry: Entry | undefined) => {
        if (!entry) return;
        onClose();
        void navigate({ href: entry.address });
    };
    const onKey = (event: KeyboardEvent) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === 'Enter') open(entries[chosen]);
        else if (step && entries.length) setAt((chosen + step + entries.length) % entries.length);
        else return;
        event.preventDefault();
    };
    return (
        <Modal
            opened
            onClose={onClose}
            withCloseButton={false}
            padding={0}
            size="lg"
            yOffset="12vh"
            centered={false}
            attributes={{ content: { 'aria-label': t`Search` } }}
        >
            <TextInput
                size="md"
                variant="unstyled"
                px="md"
                leftSection={<Icon name="search" />}
                leftSectionWidth={44}
                placeholder={t`Search pages, subscriptions, workloads, products`}
                aria-label={t`Search pages, subscriptions, workloads, products`}
                role="combobox"
                aria-expanded="true"
                aria-controls="palette"
                aria-activedescendant={entries.length ? idOf(chosen) : undefined}
                value={text}
                onChange={(event) => {
                    setText(event.currentTarget.value);
                    setAt(0);
                }}
                onKeyDown={onKey}
                data-autofocus
            />
            <div id="palette" role="listbox" aria-label={t`Results`} className={css.list}>
                {entries.map((entry, index) => (
                    // The keys are handled by the field, where the focus stays.
                    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                    <div
                        key={entry.id}
                        id={idOf(index)}
                        role="option"
                        tabIndex={-1}
                        aria-selected={index === chosen}
                        className={css.entry}
                        onClick={() => open(entry)}
                        onMouseMove={() => setAt(index)}
                    >
                        <Icon name={entry.icon} />
                        <span>{entry.label}</span>
                        {entry.detail && (
                            <Text span size="sm" c="dimmed" ml="auto" truncate>
                                {entry.detail}
                            </Text>
                        )}
                    </div>
                ))}
            </div>
            {entries.length === 0 && (
                <Text c="dimmed" p="md" role="status">
                    <Trans>Nothing is called like that.</Trans>
                </Text>
            )}
        </Modal>
    );
}
