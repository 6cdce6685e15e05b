import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { type Column, DataTable, type DataTableProps, type ListQuery } from './DataTable';
import * as files from './files';

interface Row {
    id: string;
    name: string;
    count: number;
}

const columns: Column<Row>[] = [
    { id: 'name', header: 'Name', value: (row) => row.name },
    { id: 'count', header: 'Count', value: (row) => row.count, isNumber: true },
    { id: 'id', header: 'Id', value: (row) => row.id, isHidden: true },
];
const rows: Row[] = [
    { id: 'b', name: 'Beta', count: 9 },
    { id: 'a', name: 'Alpha', count: 10 },
];

function queryOf(change: Partial<ListQuery<Row>>): ListQuery<Row> {
    const query: ListQuery<Row> = {
        data: { pages: [{ items: rows }] },
        error: null,
        isPending: false,
        isFetching: false,
        hasNextPage: false,
        isFetchingNextPage: false,
        fetchNextPage: () => Promise.resolve(query),
        refetch: () => undefined,
        ...change,
    };
    return query;
}

const table = (change: Partial<ListQuery<Row>> = {}, props: Partial<DataTableProps<Row>> = {}) => (
    <DataTable
        name="things"
        label="Things"
        columns={columns}
        query={queryOf(change)}
        rowId={(row) => row.id}
        search="Search things"
        filters={[{ id: 'state', label: 'State', options: [{ value: 'active', label: 'Active' }] }]}
        empty={<p>No things yet</p>}
        {...props}
    />
);

const names = () =>
    within(screen.getByRole('table', { name: 'Things' }))
        .getAllByRole('row')
        .slice(1)
        .map((row) => within(row).getAllByRole('cell')[0]?.textContent);

it('shows the rows in the order in which they came', async () => {
    await show(table());
    expect(names()).toEqual(['Beta', 'Alpha']);
    expect(screen.getByRole('status')).toHaveTextContent('2 rows');
});

it('sorts by a column, says so, and keeps it in the address', async () => {
    const { router } = await show(table());
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(names()).toEqual(['Alpha', 'Beta']));
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    expect(router.state.location.search).toEqual({ sort: 'name' });
});

it('sorts numbers as numbers, the largest first', async () => {
    await show(table(), '/?sort=-count');
    expect(names()).toEqual(['Alpha', 'Beta']);
});

it('shows a hidden column when the address asks for it', async () => {
    await show(table(), '/?columns=name,id');
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Name', 'Id']);
});

it('puts what is searched into the address', async () => {
    const { router } = await show(table());
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search things' }), 'alp');
    await waitFor(() => expect(router.state.location.search).toEqual({ q: 'alp' }));
});

it('tells an empty list from one that nothing matches', async () => {
    const { router } = await show(table({ data: { pages: [{ items: [] }] } }), '/?state=active');
    expect(screen.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    await waitFor(() => expect(screen.getByText('No things yet')).toBeVisible());
    expect(router.state.location.search).toEqual({});
});

it('leads on to the rows that are not loaded where none of the loaded ones matches', async () => {
    const fetchNextPage = vi.fn(() => Promise.resolve(queryOf({})));
    await show(table({ data: { pages: [{ items: [] }] }, hasNextPage: true, fetchNextPage }), '/?q=nope');
    expect(screen.getByRole('status')).toHaveTextContent('0 rows · there are more');
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(fetchNextPage).toHaveBeenCalledOnce();
});

it('shows the problem instead of the rows, with a way to try again', async () => {
    let tries = 0;
    await show(
        table({
            data: undefined,
            error: new Error('broken'),
            refetch: () => {
                tries += 1;
            },
        }),
    );
    expect(screen.getByRole('alert')).toHaveTextContent('Something went wrong on our side.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(tries).toBe(1);
});

it('loads more where there is more', async () => {
    let more = 0;
    await show(
        table({
            hasNextPage: true,
            fetchNextPage: () => {
                more += 1;
                return Promise.resolve(queryOf({}));
            },
        }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(more).toBe(1);
});

const gamma = { id: 'c', name: 'Gamma', count: 1 };
const whole = () => queryOf({ data: { pages: [{ items: rows }, { items: [gamma] }] } });
const first = { hasNextPage: true, fetchNextPage: vi.fn(() => Promise.resolve(whole())) };

it('searches here what the API does not search, in rows that are not loaded yet, too', async () => {
    first.fetchNextPage.mockClear();
    const searched = (row: Row) => [row.name, row.id];
    await show(table(first, { searched }), '/?q=AL');
    expect(names()).toEqual(['Alpha']);
    expect(first.fetchNextPage).toHaveBeenCalledOnce();
});

it('filters here what the API does not filter', async () => {
    const filters = [
        {
            id: 'size',
            label: 'Size',
            options: [],
            filtered: (row: Row) => (row.count > 9 ? 'large' : 'small'),
        },
    ];
    await show(table({}, { filters }), '/?size=small');
    expect(names()).toEqual(['Beta']);
});

it('saves all rows, in their order, those too that were not loaded', async () => {
    const saved = vi.spyOn(files, 'saveText').mockImplementation(() => undefined);
    await show(table(first), '/?sort=name');
    await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
    await waitFor(() => expect(saved).toHaveBeenCalledOnce());
    expect(saved.mock.calls[0]).toEqual([
        'things.csv',
        'text/csv',
        'Name,Count\r\nAlpha,10\r\nBeta,9\r\nGamma,1\r\n',
    ]);
});

it('does something with the chosen rows at once', async () => {
    const done = vi.fn();
    await show(
        <DataTable
            name="things"
            label="Things"
            columns={columns}
            query={queryOf({})}
            rowId={(row) => row.id}
            empty={<p>No things yet</p>}
            bulk={{
                canSelect: (row) => row.count < 10,
                nameOf: (row) => row.name,
                actions: (chosen, onDone) => (
                    <button
                        onClick={() => {
                            done(chosen.map((row) => row.name));
                            onDone();
                        }}
                    >
                        End them
                    </button>
                ),
            }}
        />,
    );
    expect(screen.queryByRole('checkbox', { name: 'Select Alpha' })).toBeNull();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select all rows' }));
    expect(screen.getByText('1 selected')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'End them' }));
    expect(done).toHaveBeenCalledWith(['Beta']);
    expect(screen.queryByText('1 selected')).toBeNull();
});

it('keeps a view under a name and shows it again', async () => {
    localStorage.clear();
    const { router } = await show(table(), '/?state=active&sort=-count');
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    await userEvent.type(await screen.findByLabelText('Name of this view'), 'Busy');
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    await router.navigate({ to: '/', search: { q: 'x' } } as never);
    await userEvent.click(await screen.findByRole('button', { name: 'Busy' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ state: 'active', sort: '-count' }));
});
