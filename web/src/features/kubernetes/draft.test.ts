import { expect, test } from 'vitest';
import { changeOf, merge } from './draft';

const base = { cluster_id: 'clu_1', 'answers.a': 'one', 'answers.b': 'two' };

test('changes of two people at different places both stay', () => {
    const mine = { ...base, 'answers.a': 'mine' };
    const theirs = { ...base, 'answers.b': 'theirs' };
    expect(merge(base, mine, theirs)).toEqual({
        values: { cluster_id: 'clu_1', 'answers.a': 'mine', 'answers.b': 'theirs' },
        conflicts: {},
    });
});

test('at the same place what I typed stays, and what the other wrote is told', () => {
    const merged = merge(base, { ...base, 'answers.a': 'mine' }, { ...base, 'answers.a': 'theirs' });
    expect(merged.values['answers.a']).toBe('mine');
    expect(merged.conflicts).toEqual({ 'answers.a': 'theirs' });
});

test('only what has changed is sent, and what is wrong stays as it was saved', () => {
    const mine = { ...base, namespace: 'shop', 'answers.a': 'wrong', 'answers.b': '' };
    expect(changeOf(base, mine, (key) => key === 'answers.a')).toEqual({
        namespace: 'shop',
        answers: { a: 'one' },
    });
    expect(changeOf(base, { ...base, release_name: '' }, () => false)).toEqual({});
});
