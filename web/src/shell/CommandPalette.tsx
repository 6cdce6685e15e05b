// Ctrl-K: pages and products in one box.

import { Trans, useLingui } from '@lingui/react/macro';
import { Modal, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { apiQuery } from '@/api/query';
import { Icon, type IconName } from '@/ui/icons';
import { navigation } from './navigation';
import css from './palette.module.css';
import { useSession } from './session';

interface Entry {
    id: string;
    label: string;
    detail?: string;
    icon: IconName;
    go: () => unknown;
}

const PRODUCTS = 8;

function usePages(): Entry[] {
    const { t } = useLingui();
    const session = useSession();
    const navigate = useNavigate();
    return useMemo(() => {
        const entries: Entry[] = [
            { id: 'catalog', label: t`Catalogue`, icon: 'grid', go: () => navigate({ to: '/' }) },
        ];
        const organization = session?.organization;
        if (session?.user && organization) {
            const params = { organizationId: organization.id };
            for (const item of navigation.flatMap((group) => group.items))
                if (session.permissions.includes(item.permission))
                    entries.push({
                        id: item.to,
                        label: t(item.label),
                        detail: organization.name,
                        icon: item.icon,
                        go: () => navigate({ to: item.to, params }),
                    });
        }
        if (session?.user)
            entries.push({
                id: 'account',
                label: t`Account`,
                icon: 'user',
                go: () => navigate({ to: '/account' }),
            });
        else
            entries.push({
                id: 'sign-in',
                label: t`Sign in`,
                icon: 'user',
                go: () => navigate({ to: '/sign-in' }),
            });
        return entries;
    }, [session, navigate, t]);
}

function useProducts(text: string): Entry[] {
    const navigate = useNavigate();
    const [q] = useDebouncedValue(text.trim(), 150);
    const { data } = useQuery({
        ...apiQuery('/v1/products', { query: { q, limit: PRODUCTS } }),
        enabled: q !== '',
        placeholderData: keepPreviousData,
    });
    if (q === '' || text.trim() === '') return [];
    return (data?.items ?? []).map((product) => ({
        id: product.id,
        label: product.name,
        detail: product.seller.name,
        icon: 'box',
        go: () => navigate({ to: '/products/$slug', params: { slug: product.slug } }),
    }));
}

export default function CommandPalette({ onClose }: { onClose: () => void }) {
    const { t } = useLingui();
    const [text, setText] = useState('');
    const [at, setAt] = useState(0);
    const wanted = text.trim().toLowerCase();
    const pages = usePages().filter((entry) => entry.label.toLowerCase().includes(wanted));
    const entries = [...pages, ...useProducts(text)];
    const chosen = Math.min(at, entries.length - 1);
    const idOf = (index: number) => `palette-${index}`;

    const open = (entry: Entry | undefined) => {
        if (!entry) return;
        onClose();
        entry.go();
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
                placeholder={t`Search pages and products`}
                aria-label={t`Search pages and products`}
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
