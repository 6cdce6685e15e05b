// What is looked for in the catalogue, as the address has it.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Answer } from '@/api/query';

export const filterNames = ['category', 'service_type', 'licence_type', 'price_model', 'seller'] as const;
export type FilterName = (typeof filterNames)[number];
export type Sort = 'recommended' | 'name' | 'newest';
export type CatalogSearch = Partial<Record<FilterName | 'q' | 'sort', string>>;
export type ProductPageAnswer = Answer<'/v1/products'>;

export const valuesOf = (text: string | undefined) => (text ? text.split(',') : []);

/** The list with the value, or without it if it was there. */
export function toggled(text: string | undefined, value: string): string | undefined {
    const values = valuesOf(text);
    const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
    return next.join(',') || undefined;
}

export function useCatalogState() {
    const search = useSearch({ strict: false }) as CatalogSearch;
    const navigate = useNavigate();
    const set = useCallback(
        (changes: CatalogSearch, replace = false) =>
            navigate({
                to: '/',
                search: (before: CatalogSearch) => ({ ...before, ...changes }),
                replace,
                resetScroll: false,
            }),
        [navigate],
    );
    const isFiltered = !!search.q || filterNames.some((name) => search[name]);
    const clear = useCallback(() => navigate({ to: '/', search: {}, resetScroll: false }), [navigate]);
    return { search, set, clear, isFiltered };
}

const LIMIT = 24; // products at once

/** What is asked of the API: the address as it is. The server asks the same, and sends it along. */
export function catalogQuery(search: CatalogSearch) {
    const { q, sort } = search;
    return {
        limit: LIMIT,
        q: q || undefined,
        sort: (sort as Sort | undefined) || undefined,
        ...Object.fromEntries(filterNames.map((name) => [name, search[name]?.split(',')])),
    };
}
