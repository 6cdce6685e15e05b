import { expect, test } from 'vitest';
import type { LeadSummary, OfferRequestSummary, Order, Profile, Subscription } from '@/api/types';
import { isExpiring } from './expiring';
import { recentOf } from './recent';

const order = (placed_at: string) => ({ id: placed_at, placed_at }) as Order;
const subscription = (cancelled_at: string | null) => ({ cancelled_at }) as Subscription;
const profile = (submitted_at: string, decided_at: string | null, state: Profile['state']) =>
    ({ submitted_at, decided_at, state }) as Profile;
const nothing = { orders: [], subscriptions: [], profiles: [], requests: [], leads: [] };

test('the newest comes first, and only so many', () => {
    const recent = recentOf(
        {
            ...nothing,
            orders: [order('2026-11-01T10:00:00Z'), order('2026-11-03T10:00:00Z')],
            subscriptions: [subscription(null), subscription('2026-11-02T10:00:00Z')],
            profiles: [profile('2026-10-01T10:00:00Z', null, 'submitted')],
        },
        3,
    );
    expect(recent.map((one) => one.kind)).toEqual(['ordered', 'cancelled', 'ordered']);
});

test('a decision stands above what it decided, a withdrawal is no decision', () => {
    const at = '2026-10-01T10:00:00Z';
    const kinds = recentOf(
        { ...nothing, profiles: [profile(at, at, 'approved'), profile(at, at, 'withdrawn')] },
        9,
    );
    expect(kinds.map((one) => one.kind)).toEqual(['approved', 'submitted', 'submitted']);
});

test('a request that was answered is told twice, a lead once', () => {
    const applied_at = '2026-10-01T10:00:00Z';
    const requests = [{ applied_at, answered_at: '2026-10-02T10:00:00Z' } as OfferRequestSummary];
    const leads = [{ applied_at: '2026-10-01T11:00:00Z' } as LeadSummary];
    const kinds = recentOf({ ...nothing, requests, leads }, 9).map((one) => one.kind);
    expect(kinds).toEqual(['answered', 'lead', 'requested']);
});

test('a key expires soon in its last fourteen days, and only if it still works', () => {
    const now = Date.parse('2026-11-22T00:00:00Z');
    const key = (state: 'active' | 'revoked', expires_at: string | null) =>
        isExpiring({ state, expires_at } as Parameters<typeof isExpiring>[0], now);
    expect(key('active', '2026-12-05T00:00:00Z')).toBe(true);
    expect(key('active', '2026-12-07T00:00:00Z')).toBe(false);
    expect(key('active', null)).toBe(false);
    expect(key('revoked', '2026-12-05T00:00:00Z')).toBe(false);
});
