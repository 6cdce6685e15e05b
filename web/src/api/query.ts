// Reading the API through the query cache. A query's key is [organization, address], so that an event
// can name what it changed by the start of an address, and the server can send first data along.
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { client, forOrganization } from './client';
import { ApiProblem } from './problem';
import type { paths } from './schema';

type Gettable = { [Path in keyof paths]: paths[Path] extends { get: object } ? Path : never }[keyof paths];

/** The body of a successful GET of the path. */
export type Answer<Path extends Gettable> = paths[Path] extends {
    get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
    ? Body
    : never;

type QueryOf<Path extends Gettable> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
    ? Query
    : never;
type PathOf<Path extends Gettable> = paths[Path] extends { get: { parameters: { path: infer Args } } }
    ? Args
    : never;

export type Parameters<Path extends Gettable> = {
    query?: QueryOf<Path>;
    organization?: string | null;
} & ([PathOf<Path>] extends [never] ? { path?: undefined } : { path: PathOf<Path> });

type Values = Record<string, string | number | boolean | string[] | null | undefined>;

/** The address of a GET: path arguments filled in, the query sorted, empty values left out. */
export function addressOf(path: string, args?: Values, query?: Values): string {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(args?.[name])));
    const pairs = Object.entries(query ?? {}).filter(
        ([, value]) => value !== undefined && value !== null && value !== '',
    );
    pairs.sort(([a], [b]) => (a < b ? -1 : 1));
    const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
    return text ? `${filled}?${text}` : filled;
}

async function get<Body>(address: string, organization: string | null, signal: AbortSignal): Promise<Body> {
    // The address is complete already; the type of the answer comes from the path that it was made of.
    const answer = await client.GET(address as '/v1/platform', {
        headers: forOrganization(organization),
        signal,
    });
    return answer.data as Body;
}

/** One thing or one report. */
export function apiQuery<Path extends Gettable>(path: Path, parameters: Parameters<Path>) {
    const address = addressOf(
        path,
        parameters.path as Values | undefined,
        parameters.query as Values | undefined,
    );
    const organization = parameters.organization ?? null;
    return queryOptions({
        queryKey: [organization, address] as const,
        queryFn: ({ signal }) => get<Answer<Path>>(address, organization, signal),
    });
}

/** A list, page after page; `data` is all rows that are loaded. */
export function apiList<Path extends Gettable>(path: Path, parameters: Parameters<Path>) {
    const address = addressOf(
        path,
        parameters.path as Values | undefined,
        parameters.query as Values | undefined,
    );
    const organization = parameters.organization ?? null;
    type Page = Answer<Path> & { next: string | null };
    return infiniteQueryOptions({
        queryKey: [organization, address, 'list'] as const,
        initialPageParam: '',
        queryFn: ({ signal, pageParam }) => {
            const more =
                pageParam && `${address.includes('?') ? '&' : '?'}after=${encodeURIComponent(pageParam)}`;
            return get<Page>(address + more, organization, signal);
        },
        getNextPageParam: (last: Page) => last.next,
    });
}

const isWorthRepeating = (error: unknown) =>
    error instanceof ApiProblem &&
    (error.isOffline || error.status === 502 || error.status === 503 || error.status === 504);

export function newQueryClient(): QueryClient {
    return new QueryClient({
        defaultOptions: {
            queries: {
                staleTime: 30_000,
                networkMode: 'always', // a server on this machine answers without a network
                retry: (count, error) => count < 2 && isWorthRepeating(error),
            },
            mutations: { networkMode: 'always' },
        },
    });
}

/** Marks as out of date what was read from addresses that start so. */
export function forget(queries: QueryClient, ...starts: string[]): Promise<void> {
    return queries.invalidateQueries({
        predicate: ({ queryKey }) => starts.some((start) => String(queryKey[1]).startsWith(start)),
    });
}

/** Takes over what the server wrote into the page: { "/v1/products?category=…": {…} }. */
export function seed(queries: QueryClient, text: string | null | undefined): void {
    if (!text) return;
    for (const [address, body] of Object.entries(JSON.parse(text) as Record<string, unknown>)) {
        const url = new URL(address, 'http://localhost');
        const key = [null, addressOf(url.pathname, undefined, Object.fromEntries(url.searchParams))];
        const isList = typeof body === 'object' && body !== null && 'items' in body;
        queries.setQueryData(key, body);
        if (isList) queries.setQueryData([...key, 'list'], { pages: [body], pageParams: [''] });
    }
}
