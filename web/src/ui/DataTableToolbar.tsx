import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Checkbox, Group, NativeSelect, Popover, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { csvOf } from './csv';
import type { Column } from './DataTable';
import { saveText } from './files';
import { Icon } from './icons';
import type { ListState } from './list_state';
import { SavedViews } from './SavedViews';
import css from './table.module.css';

export interface Filter<Row> {
    id: string;
    label: string;
    options: { value: string; label: string }[];
    /** What is compared with the option, where the API does not filter: else the page passes it on. */
    filtered?: (row: Row) => string | null;
}

export interface ToolbarProps<Row> {
    name: string;
    search?: string;
    filters?: Filter<Row>[];
    columns: Column<Row>[];
    visible: Column<Row>[];
    rows: Row[];
    loadAll: () => Promise<Row[]>;
    state: ListState;
    isShown: (column: Column<Row>) => boolean;
    actions?: ReactNode;
    hasCsv?: boolean;
}

export function TableToolbar<Row>(props: ToolbarProps<Row>) {
    const { t } = useLingui();
    const [isSaving, setSaving] = useState(false);
    const save = async () => {
        const columns = props.visible.filter((column) => column.value);
        setSaving(true);
        const rows = await props.loadAll().finally(() => setSaving(false));
        const lines = rows.map((row) => columns.map((column) => column.value?.(row)));
        saveText(`${props.name}.csv`, 'text/csv', csvOf([columns.map((column) => column.header), ...lines]));
    };
    return (
        <Group gap="xs" align="flex-end">
            {props.search && <SearchField label={props.search} state={props.state} />}
            {props.filters?.map((filter) => (
                <NativeSelect
                    key={filter.id}
                    aria-label={filter.label}
                    value={props.state.get(filter.id) ?? ''}
                    onChange={(event) => props.state.set({ [filter.id]: event.currentTarget.value })}
                    data={[{ value: '', label: `${filter.label}: ${t`all`}` }, ...filter.options]}
                />
            ))}
            <OrderChoice {...props} />
            <Group gap="xs" ml="auto">
                {props.actions}
                {props.search && <SavedViews list={props.name} state={props.state} />}
                <ColumnChoice {...props} />
                {props.hasCsv !== false && (
                    <Button
                        variant="default"
                        leftSection={<Icon name="download" size={14} />}
                        loading={isSaving}
                        onClick={() => void save()}
                        disabled={props.rows.length === 0}
                    >
                        <Trans>CSV</Trans>
                    </Button>
                )}
            </Group>
        </Group>
    );
}

/** Writes ?q= a moment after the last key. */
export function SearchField({ label, state }: { label: string; state: ListState }) {
    const { t } = useLingui();
    const now = state.get('q') ?? '';
    const [text, setText] = useState(now);
    const write = useDebouncedCallback((value: string) => state.set({ q: value }), 250);
    useEffect(() => setText(now), [now]);
    const change = (value: string) => {
        setText(value);
        write(value);
    };
    return (
        <TextInput
            type="search"
            aria-label={label}
            placeholder={label}
            value={text}
            w={{ base: '100%', xs: 260 }}
            leftSection={<Icon name="search" size={14} />}
            rightSection={
                text && (
                    <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="sm"
                        aria-label={t`Clear`}
                        onClick={() => change('')}
                    >
                        <Icon name="close" size={12} />
                    </ActionIcon>
                )
            }
            onChange={(event) => change(event.currentTarget.value)}
        />
    );
}

/** The order of rows where there are no column headers to click: on a phone. */
function OrderChoice<Row>(props: ToolbarProps<Row>) {
    const { t } = useLingui();
    const choices = props.visible
        .filter((column) => column.value)
        .flatMap(({ id, header }) => [
            { value: id, label: `${header} ↑` },
            { value: `-${id}`, label: `${header} ↓` },
        ]);
    if (props.rows.length < 2 || choices.length === 0) return null;
    return (
        <NativeSelect
            className={css.narrowOnly}
            aria-label={t({ message: 'Order', context: 'of rows' })}
            value={props.state.get('sort') ?? ''}
            onChange={(event) => props.state.set({ sort: event.currentTarget.value })}
            data={[{ value: '', label: t`Order: as it comes` }, ...choices]}
        />
    );
}

function ColumnChoice<Row>(props: ToolbarProps<Row>) {
    const toggle = (column: Column<Row>) => {
        const ids = props.columns
            .filter((c) => (c === column ? !props.isShown(c) : props.isShown(c)))
            .map((c) => c.id);
        props.state.set({ columns: ids.join(',') });
    };
    return (
        <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
            <Popover.Target>
                <Button variant="default" leftSection={<Icon name="columns" size={14} />}>
                    <Trans>Columns</Trans>
                </Button>
            </Popover.Target>
            <Popover.Dropdown>
                <Stack gap="xs">
                    {props.columns.map((column) => (
                        <Checkbox
                            key={column.id}
                            label={column.header}
                            checked={props.isShown(column)}
                            disabled={props.isShown(column) && props.visible.length === 1}
                            onChange={() => toggle(column)}
                        />
                    ))}
                </Stack>
            </Popover.Dropdown>
        </Popover>
    );
}
