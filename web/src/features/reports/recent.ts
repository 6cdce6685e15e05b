// What happened lately, told from what the API lists anyway.
import type { Order, Profile, Subscription } from '@/api/types';

export type Recent =
    | { kind: 'ordered'; at: string; order: Order }
    | { kind: 'cancelled'; at: string; subscription: Subscription }
    | { kind: 'submitted' | 'approved' | 'rejected'; at: string; profile: Profile };

/** How many of them happened after `seen`. */
export const countAfter = (recent: Recent[], seen: string) => recent.filter((one) => one.at > seen).length;

/** The newest first, at most `count`. */
export function recentOf(
    orders: Order[],
    subscriptions: Subscription[],
    profiles: Profile[],
    count: number,
): Recent[] {
    const all: Recent[] = [
        ...orders.map((order): Recent => ({ kind: 'ordered', at: order.placed_at, order })),
        ...subscriptions.flatMap((subscription): Recent[] =>
            subscription.cancelled_at
                ? [{ kind: 'cancelled', at: subscription.cancelled_at, subscription }]
                : [],
        ),
        ...profiles.flatMap((profile): Recent[] => [
            ...(profile.decided_at && (profile.state === 'approved' || profile.state === 'rejected')
                ? [{ kind: profile.state, at: profile.decided_at, profile }]
                : []),
            { kind: 'submitted', at: profile.submitted_at, profile },
        ]),
    ];
    return all.sort((a, b) => b.at.localeCompare(a.at)).slice(0, count);
}
