// The state of a list lives in the address: search, filters, order, columns. So a list is a link.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export type ListSearch = Record<string, string | undefined>;

/** For a route's validateSearch: every parameter is a text. */
export function textSearch(search: Record<string, unknown>): ListSearch {
    return Object.fromEntries(
        Object.entries(search)
            .filter(([, value]) => value !== null && value !== undefined && value !== '')
            .map(([name, value]) => [name, String(value)]),
    );
}

export interface ListState {
    /** A parameter of the address; several lists on a page have a prefix each. */
    get: (name: string) => string | undefined;
    set: (changes: ListSearch) => void;
    /** All parameters of the list. */
    all: ListSearch;
}

export function useListState(prefix = ''): ListState {
    const search = useSearch({ strict: false }) as ListSearch;
    const navigate = useNavigate();
    const set = useCallback(
        (changes: ListSearch) => {
            const named = Object.fromEntries(
                Object.entries(changes).map(([name, value]) => [prefix + name, value || undefined]),
            );
            void navigate({
                to: '.',
                search: (before: ListSearch) => ({ ...before, ...named }),
                replace: true,
                resetScroll: false,
            } as Parameters<typeof navigate>[0]);
        },
        [navigate, prefix],
    );
    return useMemo(() => {
        const own = Object.entries(search).filter(([name]) => name.startsWith(prefix));
        const all = Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
        return { get: (name) => all[name], set, all };
    }, [search, prefix, set]);
}
