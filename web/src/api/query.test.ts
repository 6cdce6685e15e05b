import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { readProblem } from './problem';
import { addressOf, apiQuery, seed } from './query';

describe('an address', () => {
    it('is the same whatever the order of its parameters', () => {
        expect(addressOf('/v1/products', {}, { q: 'a b', category: 'x' })).toBe(
            '/v1/products?category=x&q=a+b',
        );
    });

    it('leaves out what is not asked for', () => {
        expect(addressOf('/v1/products', {}, { q: '', seller: undefined })).toBe('/v1/products');
    });

    it('escapes its arguments', () => {
        expect(addressOf('/v1/products/{slug}', { slug: 'a/b' })).toBe('/v1/products/a%2Fb');
    });
});

it('takes first data of the page from the server', () => {
    const queries = new QueryClient();
    seed(queries, '{"/v1/products?q=x&category=y,z":{"items":[],"next":null}}');
    const key = apiQuery('/v1/products', { query: { category: ['y', 'z'], q: 'x' } }).queryKey;
    expect(queries.getQueryData(key)).toEqual({ items: [], next: null });
});

it('makes a problem of an answer that is none', () => {
    expect(readProblem(502, '<html>').problem).toMatchObject({
        status: 502,
        code: 'unexpected_answer',
        errors: [],
    });
});
