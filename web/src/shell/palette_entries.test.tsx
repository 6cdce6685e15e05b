import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { client } from '@/api/client';
import type { Permission, Session } from '@/api/types';
import { show } from '@/testing/render';
import { addressOfId, useFound } from './palette_entries';
import { useSession } from './session';

const sessionOf = (...permissions: Permission[]) =>
    ({
        user: {},
        organization: { id: 'org_1', is_seller: false },
        organizations: [],
        permissions,
    }) as unknown as Session;
const idOf = (kind: string) => `${kind}_01kxxxxxxxxxxxxxxxxxxxxxxx`;

test('an id leads to the page of its thing', () => {
    const session = sessionOf('reports', 'members', 'operate');
    const address = (kind: string) => addressOfId(session, idOf(kind));
    expect(address('sub')).toBe(`/o/org_1/subscriptions/${idOf('sub')}`);
    expect(address('quo')).toBe(`/o/org_1/quotes/${idOf('quo')}`);
    expect(address('whk')).toBe(`/o/org_1/webhooks/${idOf('whk')}`);
    expect(address('org')).toBe(`/o/org_1/operator/organizations/${idOf('org')}`);
    expect(address('sap')).toBe(`/o/org_1/operator/seller-applications/${idOf('sap')}`);
    expect(address('usr')).toBeUndefined();
    expect(addressOfId(session, 'subscription')).toBeUndefined();
});

test('an id leads nobody to a page that is for others', () => {
    const address = (kind: string, ...permissions: Permission[]) =>
        addressOfId(sessionOf(...permissions), idOf(kind));
    expect(address('sub')).toBeUndefined();
    expect(address('whk', 'reports')).toBeUndefined();
    expect(address('org', 'reports', 'members')).toBeUndefined();
    expect(address('lea', 'reports'), 'of one that sells nothing').toBeUndefined();
    expect(addressOfId(undefined, idOf('sub'))).toBeUndefined();
    const visitor = { ...sessionOf(), user: null, organization: null };
    expect(addressOfId(visitor, idOf('sub'))).toBeUndefined();
});

const Found = () => (useSession() ? <Entries /> : null);

function Entries() {
    return useFound('anna').map(({ id, label, address }) => <p key={id}>{`${label} at ${address}`}</p>);
}

/** The paths that are asked for by somebody with those permissions; each has one thing called Anna. */
async function search(...permissions: Permission[]) {
    const paths: string[] = [];
    vi.spyOn(client, 'GET').mockImplementation((async (address: string) => {
        const path = address.replace(/\?.*/, '');
        if (path === '/v1/session') return { data: sessionOf(...permissions) };
        paths.push(path);
        const item = { id: path, user_id: path, name: 'Anna', email: 'anna@example.com', seller: {} };
        return {
            data: {
                items: [{ ...item, slug: 'anna', product_name: 'Anna', placed_at: '2026-01-01' }],
                next: null,
            },
        };
    }) as never);
    await show(<Found />);
    return paths;
}

afterEach(() => vi.restoreAllMocks());

test('members are found by who may see them, and lead to their row', async () => {
    await search('reports');
    await screen.findByText('Anna at /o/org_1/members?q=anna%40example.com');
});

test('the operator finds organizations and products where they are changed', async () => {
    const paths = await search('operate');
    await screen.findByText('Anna at /o/org_1/operator/organizations//v1/operator/organizations');
    expect(paths).toContain('/v1/operator/products');
    expect(paths).not.toContain('/v1/products');
});

test('who may do nothing finds the catalogue alone', async () => {
    const paths = await search();
    await screen.findByText('Anna at /products/anna');
    expect(paths).toEqual(['/v1/products']);
});
