import { expect, test } from 'vitest';
import type { Session } from '@/api/types';
import { addressFor } from './InOrganization';

const acme = { id: 'org_acme', is_operator: false };
const operator = { id: 'org_operator', is_operator: true };
const sessionOf = (user: object | null, ...organizations: object[]) =>
    ({ user, organization: organizations[0] ?? null, organizations }) as Session;

test('the operator’s pages are opened for the operator, others for the organization used last', () => {
    const session = sessionOf({}, acme, operator);
    expect(addressFor(session, '/operator/jobs?state=dead')).toBe('/o/org_operator/operator/jobs?state=dead');
    expect(addressFor(session, '/orders')).toBe('/o/org_acme/orders');
});

test('who is not signed in comes back after signing in', () => {
    expect(addressFor(sessionOf(null), '/operator/jobs')).toBe('/sign-in?return=%2Foperator%2Fjobs');
});

test('without an organization there is no such page', () => {
    expect(addressFor(sessionOf({}), '/orders')).toBeNull();
});
