// What happened lately, told from what the API lists anyway.
import type { LeadSummary, OfferRequestSummary, Order, Profile, Subscription } from '@/api/types';

export type Recent =
    | { kind: 'ordered'; at: string; order: Order }
    | { kind: 'cancelled'; at: string; subscription: Subscription }
    | { kind: 'requested'; at: string; request: OfferRequestSummary }
    | { kind: 'answered'; at: string; request: OfferRequestSummary }
    | { kind: 'lead'; at: string; lead: LeadSummary }
    | { kind: 'submitted' | 'approved' | 'rejected'; at: string; profile: Profile };

/** How many of them happened after `seen`. */
export const countAfter = (recent: Recent[], seen: string) => recent.filter((one) => one.at > seen).length;

/** The lists that it is told from, each the newest first. */
export interface RecentSources {
    orders: Order[];
    subscriptions: Subscription[];
    profiles: Profile[];
    requests: OfferRequestSummary[];
    leads: LeadSummary[];
}

/** The newest first, at most `count`. */
export function recentOf(of: RecentSources, count: number): Recent[] {
    const { orders, subscriptions, profiles, requests, leads } = of;
    const all: Recent[] = [
        ...orders.map((order): Recent => ({ kind: 'ordered', at: order.placed_at, order })),
        ...subscriptions.flatMap((subscription): Recent[] =>
            subscription.cancelled_at
                ? [{ kind: 'cancelled', at: subscription.cancelled_at, subscription }]
                : [],
        ),
        ...requests.flatMap((request): Recent[] => [
            ...(request.answered_at ? [{ kind: 'answered' as const, at: request.answered_at, request }] : []),
            { kind: 'requested', at: request.applied_at, request },
        ]),
        ...leads.map((lead): Recent => ({ kind: 'lead', at: lead.applied_at, lead })),
        ...profiles.flatMap((profile): Recent[] => [
            ...(profile.decided_at && (profile.state === 'approved' || profile.state === 'rejected')
                ? [{ kind: profile.state, at: profile.decided_at, profile }]
                : []),
            { kind: 'submitted', at: profile.submitted_at, profile },
        ]),
    ];
    return all.sort((a, b) => b.at.localeCompare(a.at)).slice(0, count);
}
