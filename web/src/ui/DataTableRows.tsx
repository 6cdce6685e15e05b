// The rows of the one table: a table where there is room, cards on a phone. What a card is, is in the
// styles; the roles stay those of a table.
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, ScrollArea, Table, Text, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Column } from './DataTable';
import { Icon } from './icons';
import css from './table.module.css';

export interface Sorting {
    id: string;
    desc: boolean;
}

/** What can be done with several rows at once. */
export interface Bulk<Row> {
    canSelect: (row: Row) => boolean;
    nameOf: (row: Row) => string;
    actions: (rows: Row[], onDone: () => void) => ReactNode;
}

export interface RowsProps<Row> {
    label: string;
    columns: Column<Row>[];
    rows: Row[];
    rowId: (row: Row) => string;
    sorting?: Sorting;
    onSort?: (column: Column<Row>) => void;
    bulk?: Bulk<Row>;
}

export function DataTableRows<Row>(props: RowsProps<Row>) {
    const { bulk, columns, rows, rowId } = props;
    const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
    const selectable = bulk ? rows.filter(bulk.canSelect) : [];
    const selected = selectable.filter((row) => chosen.has(rowId(row)));
    const choose = (some: Row[], isChosen: boolean) => {
        const next = new Set(chosen);
        for (const row of some) {
            if (isChosen) next.add(rowId(row));
            else next.delete(rowId(row));
        }
        setChosen(next);
    };
    const hasChoice = selectable.length > 0;
    return (
        <>
            {bulk && selected.length > 0 && (
                <Selection count={selected.length} onClear={() => setChosen(new Set())}>
                    {bulk.actions(selected, () => setChosen(new Set()))}
                </Selection>
            )}
            <ScrollArea
                type="auto"
                offsetScrollbars="x"
                viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': props.label }}
            >
                <Table
                    className={css.table}
                    style={{ '--columns': columns.length }}
                    role="table"
                    verticalSpacing={7}
                    horizontalSpacing="sm"
                    aria-label={props.label}
                    highlightOnHover
                >
                    <Table.Thead className={css.head} role="rowgroup">
                        <Table.Tr role="row">
                            {hasChoice && (
                                <Table.Th className={css.choice} role="columnheader">
                                    <ChooseAll
                                        isAll={selected.length === selectable.length}
                                        isSome={selected.length > 0}
                                        onChange={(isChosen) => choose(selectable, isChosen)}
                                    />
                                </Table.Th>
                            )}
                            {columns.map((column) => (
                                <HeaderCell
                                    key={column.id}
                                    column={column}
                                    sorting={props.sorting}
                                    onSort={() => props.onSort?.(column)}
                                />
                            ))}
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody className={css.body} role="rowgroup">
                        {rows.map((row) => (
                            <Table.Tr key={rowId(row)} className={css.row} role="row">
                                {bulk && hasChoice && (
                                    <ChoiceCell
                                        name={bulk.nameOf(row)}
                                        canSelect={bulk.canSelect(row)}
                                        isChosen={chosen.has(rowId(row))}
                                        onChange={(isChosen) => choose([row], isChosen)}
                                    />
                                )}
                                {columns.map((column, index) => (
                                    <Table.Td
                                        key={column.id}
                                        role="cell"
                                        data-label={column.header}
                                        ta={column.isNumber ? 'right' : undefined}
                                        className={classOf(column, index === 0)}
                                    >
                                        {column.cell ? column.cell(row) : column.value?.(row)}
                                    </Table.Td>
                                ))}
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            </ScrollArea>
        </>
    );
}

function classOf<Row>(column: Column<Row>, isFirst: boolean): string {
    return [css.cell, isFirst && !column.isNumber && css.title, column.isNumber && 'number']
        .filter(Boolean)
        .join(' ');
}

function Selection(props: { count: number; onClear: () => void; children: ReactNode }) {
    const { t } = useLingui();
    const { count } = props;
    return (
        <Group gap="xs" role="group" aria-label={t`Selected rows`}>
            <Text size="sm" role="status">
                <Trans>{count} selected</Trans>
            </Text>
            {props.children}
            <Button size="xs" variant="subtle" onClick={props.onClear}>
                <Trans>Clear the selection</Trans>
            </Button>
        </Group>
    );
}

function ChooseAll(props: { isAll: boolean; isSome: boolean; onChange: (isChosen: boolean) => void }) {
    const { t } = useLingui();
    return (
        <Checkbox
            size="xs"
            aria-label={t`Select all rows`}
            checked={props.isAll}
            indeterminate={props.isSome && !props.isAll}
            onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
    );
}

function ChoiceCell(props: {
    name: string;
    canSelect: boolean;
    isChosen: boolean;
    onChange: (isChosen: boolean) => void;
}) {
    const { t } = useLingui();
    return (
        <Table.Td className={css.choice} role="cell" data-label={props.canSelect ? t`Select` : undefined}>
            {props.canSelect && (
                <Checkbox
                    size="xs"
                    aria-label={t`Select ${props.name}`}
                    checked={props.isChosen}
                    onChange={(event) => props.onChange(event.currentTarget.checked)}
                />
            )}
        </Table.Td>
    );
}

function HeaderCell<Row>(props: { column: Column<Row>; sorting: Sorting | undefined; onSort: () => void }) {
    const { column, sorting } = props;
    const order = sorting?.id === column.id ? (sorting.desc ? 'descending' : 'ascending') : 'none';
    const text = (
        <Text span size="xs" fw={600} c="dimmed">
            {column.header}
        </Text>
    );
    return (
        <Table.Th
            role="columnheader"
            ta={column.isNumber ? 'right' : undefined}
            aria-sort={column.value ? order : undefined}
        >
            {column.value ? (
                <UnstyledButton onClick={props.onSort}>
                    <Group gap={4} wrap="nowrap" justify={column.isNumber ? 'flex-end' : undefined}>
                        {text}
                        <span
                            style={{
                                opacity: order === 'none' ? 0 : 1,
                                transform: order === 'ascending' ? 'rotate(180deg)' : undefined,
                                lineHeight: 0,
                            }}
                        >
                            <Icon name="chevron" size={12} />
                        </span>
                    </Group>
                </UnstyledButton>
            ) : (
                text
            )}
        </Table.Th>
    );
}
