import { expect, test } from 'vitest';
import { dayOf, endOf, lackingRoles, rolesFrom, valuesOf } from './members';

test('an end that nobody touched stays what it was', () => {
    const before = [{ role: 'purchasing' as const, ends_at: '2099-12-01T10:20:30Z' }];
    expect(rolesFrom(valuesOf(before), before)).toEqual(before);
});

test('a day means its last moment, and none means no end', () => {
    expect(dayOf(endOf('2099-12-01'))).toBe('2099-12-01');
    expect(rolesFrom({ held: { profile: true }, days: { profile: '' } }, [])).toEqual([
        { role: 'profile', ends_at: null },
    ]);
});

test('reports is sent only where it stands alone', () => {
    expect(rolesFrom({ held: { reports: true, profile: true }, days: {} }, [])).toEqual([
        { role: 'profile', ends_at: null },
    ]);
    expect(rolesFrom({ held: { reports: true }, days: {} }, [])).toEqual([
        { role: 'reports', ends_at: null },
    ]);
    expect(rolesFrom({ held: { reports: false }, days: {} }, [])).toEqual([]);
});

test('one asks for roles that the organization has and that allow more', () => {
    const customer = { partner_id: null, is_seller: false, is_operator: false };
    const mayBuy = (permission: string) => ['reports', 'purchase'].includes(permission);
    expect(lackingRoles(customer, mayBuy)).toEqual(['profile', 'administrator']);
    expect(lackingRoles({ ...customer, is_seller: true }, mayBuy)).toContain('offerings');
    expect(lackingRoles({ ...customer, is_operator: true }, mayBuy)).toContain('operator');
    expect(lackingRoles(customer, (permission) => !['offerings', 'operate'].includes(permission))).toEqual(
        [],
    );
    expect(lackingRoles({ ...customer, partner_id: 'org_1' }, mayBuy)).toEqual([]);
});
