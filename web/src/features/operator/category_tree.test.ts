import { expect, test } from 'vitest';
import type { OperatorCategory } from '@/api/types';
import { branchesOf, parentsFor } from './category_tree';

const category = (id: string, parent_id: string | null): OperatorCategory => ({
    id,
    slug: id,
    parent_id,
    position: 1,
    name: { en: id, de: id, fr: id, cs: id },
    version: 1,
});
const all = [
    category('a', null),
    category('b', null),
    category('a1', 'a'),
    category('a2', 'a'),
    category('a1x', 'a1'),
];

test('categories stand below their parents, in the order of the list', () => {
    expect(
        branchesOf(all).map((one) => `${one.category.id} ${one.depth} ${one.place}/${one.siblings}`),
    ).toEqual(['a 0 1/2', 'a1 1 1/2', 'a1x 2 1/1', 'a2 1 2/2', 'b 0 2/2']);
});

test('a category may stand neither below itself nor below its own', () => {
    expect(parentsFor(branchesOf(all), 'a').map((one) => one.category.id)).toEqual(['b']);
    expect(parentsFor(branchesOf(all), 'a1').map((one) => one.category.id)).toEqual(['a', 'a2', 'b']);
    expect(parentsFor(branchesOf(all), null)).toHaveLength(5);
});
