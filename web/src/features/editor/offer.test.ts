import { expect, test } from 'vitest';
import { isSame, merged, partsOf, saidOf, valueAt, withValue } from './offer';

test('a value is put where its path says, and what is empty is not there', () => {
    const document = withValue({}, 'plans[0].name', 'Standard');
    expect(document).toEqual({ plans: [{ name: 'Standard' }] });
    expect(valueAt(document, 'plans[0].name')).toBe('Standard');
    expect(withValue(document, 'description.de', 'x')).toEqual({
        plans: [{ name: 'Standard' }],
        description: { de: 'x' },
    });
    expect(withValue({ description: { de: 'x' } }, 'description.de', '')).toEqual({});
});

test('parts put together are what they were taken from', () => {
    const said = { name: 'N', document: { version: '1', description: { en: 'x', cs: 'y' }, plans: [{}] } };
    expect(saidOf(partsOf(said))).toEqual(said);
});

test('members in another order are the same', () => {
    expect(isSame({ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1 })).toBe(true);
    expect(isSame({ a: 1 }, { a: 2 })).toBe(false);
});

test('of two who write, both keep what only one changed, and the rest is shown', () => {
    const base = { name: 'N', document: { version: '1', description: { en: 'a', de: 'a' } } };
    const mine = { name: 'N', document: { version: '2', description: { en: 'mine', de: 'a' } } };
    const theirs = { name: 'M', document: { version: '1', description: { en: 'theirs', de: 'b' } } };
    const { said, conflicts } = merged(base, mine, theirs);
    expect(said).toEqual({ name: 'M', document: { version: '2', description: { en: 'mine', de: 'b' } } });
    expect(conflicts).toEqual({ 'description.en': 'theirs' });
});

test('what I removed stays away, unless somebody changed it', () => {
    const base = { name: 'N', document: { version: '1', data_location: 'EU' } };
    const mine = { name: 'N', document: { version: '1' } };
    expect(merged(base, mine, base).said.document).toEqual({ version: '1' });
    const theirs = { name: 'N', document: { version: '1', data_location: 'DE' } };
    expect(merged(base, mine, theirs).conflicts).toEqual({ data_location: 'DE' });
});
