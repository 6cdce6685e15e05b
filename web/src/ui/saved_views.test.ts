import { expect, test } from 'vitest';
import { changesTo, readViews, withView } from './saved_views';

const active = { name: 'Active', search: { state: 'active' } };

test('a view of the same name is replaced', () => {
    const views = withView([active], { name: 'Active', search: { state: 'active', sort: '-cost' } });
    expect(views).toEqual([{ name: 'Active', search: { state: 'active', sort: '-cost' } }]);
});

test('a view clears what it does not say', () => {
    expect(changesTo(active, { q: 'test', sort: 'name' })).toEqual({
        q: undefined,
        sort: undefined,
        state: 'active',
    });
});

test('what is no list of views is none', () => {
    expect(readViews(null)).toEqual([]);
    expect(readViews('{"a":')).toEqual([]);
    expect(readViews('[1, {"name":"x"}, null]')).toEqual([]);
    expect(readViews(JSON.stringify([active]))).toEqual([active]);
});
