import { expect, test } from 'vitest';
import { addressOfId } from './palette_entries';

test('an id leads to the page of its thing', () => {
    const id = 'sub_01kxxxxxxxxxxxxxxxxxxxxxxx';
    expect(addressOfId('org_1', id)).toBe(`/o/org_1/subscriptions/${id}`);
    expect(addressOfId('org_1', 'usr_01kxxxxxxxxxxxxxxxxxxxxxxx')).toBeUndefined();
    expect(addressOfId('org_1', 'subscription')).toBeUndefined();
});
