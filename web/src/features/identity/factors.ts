import { type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import { apiList, forget } from '@/api/query';

/** How many devices and passkeys one has: with the last of them the second factor ends. */
export function useFactorCount(): number {
    const devices = useInfiniteQuery(apiList('/v1/me/second-factors', {})).data;
    const passkeys = useInfiniteQuery(apiList('/v1/me/passkeys', {})).data;
    const count = (pages: { items: unknown[] }[] = []) => pages.flatMap((page) => page.items).length;
    return count(devices?.pages) + count(passkeys?.pages);
}

/** What changes with a device or a passkey. */
export function forgetFactors(queries: QueryClient) {
    return forget(
        queries,
        '/v1/me/second-factors',
        '/v1/me/passkeys',
        '/v1/me/recovery-codes',
        '/v1/session',
    );
}
