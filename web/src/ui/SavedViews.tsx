import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Divider, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from './icons';
import type { ListState } from './list_state';
import { changesTo, type SavedView, useSavedViews } from './saved_views';

/** Search, filters, order and columns under a name. */
export function SavedViews({ list, state }: { list: string; state: ListState }) {
    const [isOpen, setOpen] = useState(false);
    const { views, save, remove } = useSavedViews(list);
    const apply = (view: SavedView) => {
        state.set(changesTo(view, state.all));
        setOpen(false);
    };
    return (
        <Popover
            position="bottom-end"
            shadow="md"
            width={280}
            trapFocus
            returnFocus
            opened={isOpen}
            onChange={setOpen}
        >
            <Popover.Target>
                <Button
                    variant="default"
                    leftSection={<Icon name="star" size={14} />}
                    onClick={() => setOpen(!isOpen)}
                >
                    <Trans>Views</Trans>
                </Button>
            </Popover.Target>
            <Popover.Dropdown>
                <Stack gap="xs">
                    {views.length === 0 ? (
                        <Text size="sm" c="dimmed">
                            <Trans>Keep search, filters, order and columns under a name.</Trans>
                        </Text>
                    ) : (
                        views.map((view) => (
                            <ViewRow
                                key={view.name}
                                name={view.name}
                                onApply={() => apply(view)}
                                onRemove={() => remove(view.name)}
                            />
                        ))
                    )}
                    <Divider />
                    <SaveForm onSave={(name) => save({ name, search: state.all })} />
                </Stack>
            </Popover.Dropdown>
        </Popover>
    );
}

function ViewRow(props: { name: string; onApply: () => void; onRemove: () => void }) {
    const { t } = useLingui();
    return (
        <Group gap={4} wrap="nowrap">
            <Button
                variant="subtle"
                size="compact-sm"
                justify="flex-start"
                flex={1}
                miw={0}
                onClick={props.onApply}
            >
                {props.name}
            </Button>
            <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t`Remove the view ${props.name}`}
                onClick={props.onRemove}
            >
                <Icon name="trash" size={14} />
            </ActionIcon>
        </Group>
    );
}

function SaveForm({ onSave }: { onSave: (name: string) => void }) {
    const { t } = useLingui();
    const [name, setName] = useState('');
    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                if (!name.trim()) return;
                onSave(name.trim());
                setName('');
            }}
        >
            <Group gap="xs" align="flex-end" wrap="nowrap">
                <TextInput
                    label={t`Name of this view`}
                    size="xs"
                    flex={1}
                    maxLength={60}
                    value={name}
                    onChange={(event) => setName(event.currentTarget.value)}
                />
                <Button type="submit" size="xs" variant="default" disabled={!name.trim()}>
                    <Trans>Keep</Trans>
                </Button>
            </Group>
        </form>
    );
}
