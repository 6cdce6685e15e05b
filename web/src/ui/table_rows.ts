// The rows of a table: searched and filtered here where the API does neither, in their order, and
// loaded as far as that needs.
import { useLingui } from '@lingui/react';
import { useEffect } from 'react';
import type { CsvValue } from './csv';
import type { Column, DataTableProps, ListQuery } from './DataTable';
import type { Sorting } from './DataTableRows';
import type { ListState } from './list_state';

/** What a search here and a file load at most; the list then says that there are more. */
const MOST_SEARCHED = 2_000;
const MOST_SAVED = 10_000;

/** "name" and "-name" in the address. */
export function readSorting(text: string | undefined): Sorting | undefined {
    return text ? { id: text.replace(/^-/, ''), desc: text.startsWith('-') } : undefined;
}

function compare(a: CsvValue, b: CsvValue, locale: string): number {
    if (a === b) return 0;
    if (a === null || a === undefined) return -1;
    if (b === null || b === undefined) return 1;
    if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, locale, { numeric: true });
    return a < b ? -1 : 1;
}

function inOrder<Row>(rows: Row[], columns: Column<Row>[], sorting: Sorting | undefined, locale: string) {
    const value = sorting && columns.find(({ id }) => id === sorting.id)?.value;
    if (!value) return rows;
    const sign = sorting.desc ? -1 : 1;
    return [...rows].sort((a, b) => sign * compare(value(a), value(b), locale));
}

type Data<Row> = ListQuery<Row>['data'];
const loadedRows = <Row>(data: Data<Row>) => data?.pages.flatMap((page) => page.items) ?? [];

/** What says whether a row is one of those that are asked for; undefined: the API has chosen. */
function choiceOf<Row>({ searched, filters }: DataTableProps<Row>, state: ListState) {
    const wanted = searched && state.get('q')?.toLowerCase();
    const chosen = filters?.filter(({ id, filtered }) => filtered && state.get(id));
    if (!wanted && !chosen?.length) return undefined;
    return (row: Row) =>
        (!wanted || searched?.(row).join(' ').toLowerCase().includes(wanted)) &&
        !chosen?.some(({ id, filtered }) => filtered?.(row) !== state.get(id));
}

export function useTableRows<Row>(props: DataTableProps<Row>, state: ListState) {
    const { query, columns } = props;
    const { locale } = useLingui().i18n;
    const sort = state.get('sort');
    const isWanted = choiceOf(props, state);
    const rowsOf = (data: Data<Row>) => {
        const rows = loadedRows(data);
        return inOrder(isWanted ? rows.filter(isWanted) : rows, columns, readSorting(sort), locale);
    };
    const needsMore = !!isWanted && query.hasNextPage && loadedRows(query.data).length < MOST_SEARCHED;
    useEffect(() => {
        if (needsMore && !query.isFetchingNextPage && !query.error) void query.fetchNextPage();
    }, [needsMore, query]);
    return {
        rows: rowsOf(query.data),
        isSearching: needsMore && !query.error,
        /** All that a file can hold. */
        loadAll: async () => {
            let last: Pick<typeof query, 'data' | 'error' | 'hasNextPage' | 'fetchNextPage'> = query;
            while (last.hasNextPage && !last.error && loadedRows(last.data).length < MOST_SAVED)
                last = await last.fetchNextPage();
            return rowsOf(last.data);
        },
    };
}
