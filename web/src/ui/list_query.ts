import type { ListQuery } from './DataTable';

interface Report {
    error: unknown;
    isPending: boolean;
    isFetching: boolean;
    refetch: () => unknown;
}

const HERE: Report = { error: null, isPending: false, isFetching: false, refetch: () => undefined };

/** Rows that came in one piece, as a table wants them; `report` is the query that brought them. */
export function onePage<Row>(rows: Row[] | undefined, report: Report = HERE): ListQuery<Row> {
    const page: ListQuery<Row> = {
        data: rows && { pages: [{ items: rows }] },
        error: report.error,
        isPending: report.isPending,
        isFetching: report.isFetching,
        hasNextPage: false,
        isFetchingNextPage: false,
        fetchNextPage: () => Promise.resolve(page),
        refetch: report.refetch,
    };
    return page;
}
