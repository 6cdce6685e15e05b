// The one table: search, filters, columns, order, more rows, CSV, and its states; all in the address.

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CsvValue } from './csv';
import { type Bulk, DataTableRows, type Sorting } from './DataTableRows';
import { type Filter, TableToolbar } from './DataTableToolbar';
import { EmptyState } from './EmptyState';
import { useListState } from './list_state';
import { Problem } from './Problem';
import { readSorting, useTableRows } from './table_rows';

export interface Column<Row> {
    id: string;
    header: string;
    /** What it is sorted by and what stands in the CSV; a column without is neither. */
    value?: (row: Row) => CsvValue;
    /** How it looks, if not as the value. */
    cell?: (row: Row) => ReactNode;
    isNumber?: boolean;
    /** Not shown until somebody asks for it. */
    isHidden?: boolean;
}

/** What apiList gives to useInfiniteQuery, as far as a table needs it. */
export interface ListQuery<Row> {
    data: { pages: { items: Row[] }[] } | undefined;
    error: unknown;
    isPending: boolean;
    isFetching: boolean;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<Pick<ListQuery<Row>, 'data' | 'error' | 'hasNextPage' | 'fetchNextPage'>>;
    refetch: () => unknown;
}

export interface DataTableProps<Row> {
    /** The file name of its CSV, and what saved settings belong to. */
    name: string;
    label: string;
    columns: Column<Row>[];
    query: ListQuery<Row>;
    rowId: (row: Row) => string;
    /** Labels the search field. */
    search?: string;
    /** What is searched, where the API does not search: else the page passes ?q= on to it. */
    searched?: (row: Row) => unknown[];
    filters?: Filter<Row>[];
    empty: ReactNode;
    /** In the address, before q, sort, columns and the filters, where a page has two tables. */
    prefix?: string;
    actions?: ReactNode;
    /** false where `actions` save more than what is shown. */
    hasCsv?: boolean;
    /** Boxes before the rows, and what can be done with those that are ticked. */
    bulk?: Bulk<Row>;
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
    const { query, columns } = props;
    const { t } = useLingui();
    const state = useListState(props.prefix);
    const sorting = readSorting(state.get('sort'));
    const shown = state.get('columns')?.split(',');
    const isShown = (column: Column<Row>) => (shown ? shown.includes(column.id) : !column.isHidden);
    const visible = columns.filter(isShown);
    const { rows, isSearching, loadAll } = useTableRows(props, state);
    const isFiltered = !!state.get('q') || !!props.filters?.some((filter) => state.get(filter.id));

    const sortBy = (column: Column<Row>) => {
        const isSame = sorting?.id === column.id;
        const first = column.isNumber ? `-${column.id}` : column.id;
        const next = isSame ? flip(sorting, column.isNumber) : first;
        state.set({ sort: next });
    };

    if (query.error && !query.data) return <Problem error={query.error} onRetry={() => query.refetch()} />;
    return (
        <Stack gap="sm">
            <TableToolbar
                {...props}
                state={state}
                isShown={isShown}
                rows={rows}
                loadAll={loadAll}
                visible={visible}
            />
            {query.error ? <Problem error={query.error} onRetry={() => query.refetch()} /> : null}
            {query.isPending || (isSearching && rows.length === 0) ? (
                <Loading columns={visible.length} label={props.label} />
            ) : rows.length === 0 ? (
                isFiltered ? (
                    <NothingMatches onClear={() => state.set(cleared(props.filters))} />
                ) : (
                    props.empty
                )
            ) : (
                <DataTableRows
                    label={props.label}
                    columns={visible}
                    rows={rows}
                    rowId={props.rowId}
                    sorting={sorting}
                    onSort={sortBy}
                    bulk={props.bulk}
                />
            )}
            {(rows.length > 0 || query.hasNextPage) && (
                <Group justify="space-between" gap="xs">
                    <Text size="sm" c="dimmed" role="status">
                        <Plural value={rows.length} one="# row" other="# rows" />
                        {query.hasNextPage && <> · {t`there are more`}</>}
                    </Text>
                    {query.hasNextPage && (
                        <Button
                            variant="default"
                            size="xs"
                            loading={query.isFetchingNextPage || isSearching}
                            onClick={() => query.fetchNextPage()}
                        >
                            <Trans>Load more</Trans>
                        </Button>
                    )}
                </Group>
            )}
        </Stack>
    );
}

const cleared = (filters: { id: string }[] | undefined) =>
    Object.fromEntries([['q', undefined], ...(filters ?? []).map((filter) => [filter.id, undefined])]);

/** Both orders in turn, then none. */
function flip(now: Sorting, isNumber: boolean | undefined): string | undefined {
    const isFirst = now.desc === !!isNumber;
    if (!isFirst) return undefined;
    return now.desc ? now.id : `-${now.id}`;
}

function Loading({ columns, label }: { columns: number; label: string }) {
    const { t } = useLingui();
    return (
        <Stack gap="sm" role="status" aria-label={t`Loading ${label}`}>
            {Array.from({ length: 6 }, (_, row) => (
                <Group key={row} gap="md" wrap="nowrap">
                    {Array.from({ length: Math.max(1, columns) }, (_, column) => (
                        <Skeleton key={column} h={14} />
                    ))}
                </Group>
            ))}
        </Stack>
    );
}

function NothingMatches({ onClear }: { onClear: () => void }) {
    const { t } = useLingui();
    return (
        <EmptyState
            icon="search"
            title={t`Nothing matches`}
            action={
                <Button variant="default" size="xs" onClick={onClear}>
                    <Trans>Clear search and filters</Trans>
                </Button>
            }
        >
            <Trans>No row has all that you asked for.</Trans>
        </EmptyState>
    );
}
