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

test('two who each add a plan keep both; who changes the same one has a conflict', () => {
    const plan = (name: string, price = '1') => ({ name, price });
    const of = (...plans: { name: string; price: string }[]) => ({ name: 'N', document: { plans } });
    const base = of(plan('A'), plan('B'));
    const both = merged(base, of(plan('A'), plan('C')), of(plan('A', '2'), plan('B'), plan('D')));
    expect(both.conflicts).toEqual({});
    expect(both.said).toEqual(of(plan('A', '2'), plan('D'), plan('C')));
    const clash = merged(base, of(plan('A', '3'), plan('B')), of(plan('A', '2'), plan('B')));
    expect(clash.conflicts).toEqual({ plans: [plan('A', '2'), plan('B')] });
    const same = merged(of(), of(plan('A', '3')), of(plan('A', '2')));
    expect(same.conflicts).toEqual({ plans: [plan('A', '2')] });
});

test('the order that I gave plans stays, and is asked about where somebody else changed them', () => {
    const of = (name: string, ...plans: string[]) => ({
        name,
        document: { plans: plans.map((plan) => ({ name: plan })) },
    });
    const [base, mine] = [of('N', 'A', 'B'), of('N', 'B', 'A')];
    expect(merged(base, mine, of('M', 'A', 'B'))).toEqual({ said: of('M', 'B', 'A'), conflicts: {} });
    expect(merged(base, mine, of('N', 'A', 'B', 'C')).conflicts).toEqual({
        plans: of('N', 'A', 'B', 'C').document.plans,
    });
});
