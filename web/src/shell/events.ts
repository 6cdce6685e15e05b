// Live pages: the organization's events make the pages read anew what changed.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { callContext, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { readEvents } from './event_stream';

/** What an event changes: the starts of addresses, by the start of the event's kind. */
const CHANGES: [kind: string, addresses: string[]][] = [
    ['subscription.', ['/v1/subscriptions', '/v1/subscribed-products', '/v1/products/', '/v1/orders']],
    ['order.', ['/v1/orders', '/v1/subscriptions', '/v1/products/']],
    ['draft.', ['/v1/drafts', '/v1/seller/dashboard']],
    ['request.', ['/v1/requests']],
    ['lead.', ['/v1/leads', '/v1/seller/dashboard']],
    ['reply_template.', ['/v1/reply-templates']],
    ['quote.', ['/v1/quotes', '/v1/leads', '/v1/requests', '/v1/subscriptions']],
    ['ai_key.', ['/v1/subscriptions']],
    ['usage.', ['/v1/usage', '/v1/calls', '/v1/subscriptions']],
    ['access_rules.', ['/v1/organization/access-rules', '/v1/session']],
    ['authentication_rules.', ['/v1/organization/authentication-rules', '/v1/session']],
    ['api_token.', ['/v1/organization/api-tokens', '/v1/me/api-tokens']],
    ['membership.', ['/v1/organization/members', '/v1/session']],
    ['role_request.', ['/v1/organization/role-requests', '/v1/me/role-requests']],
    ['invitation.', ['/v1/organization/invitations']],
    [
        'ownership_transfer.',
        ['/v1/organization/ownership-transfers', '/v1/organization/members', '/v1/session'],
    ],
    ['delegation.', ['/v1/organization/delegations', '/v1/organization/customers', '/v1/session']],
    ['profile.', ['/v1/organization', '/v1/session', '/v1/products/', '/v1/operator/registrations']],
    ['seller_application.', ['/v1/organization', '/v1/session', '/v1/operator/seller-applications']],
    ['seller.', ['/v1/sellers']],
    ['password.', ['/v1/me/sessions']],
    ['session.', ['/v1/me/sessions']],
    ['identity_provider.', ['/v1/identity-providers']],
    ['mail_domain.', ['/v1/identity-providers', '/v1/operator/mail-domains']],
    ['linked_identity.', ['/v1/me/linked-identities', '/v1/identity-providers']],
    ['webhook.', ['/v1/webhooks']],
    ['mail_template.', ['/v1/operator/templates']],
    ['cluster.', ['/v1/clusters']],
    ['cloud_account.', ['/v1/cloud-accounts']],
    ['cloud_link.', ['/v1/organization/cloud-links']],
    ['configuration.', ['/v1/configurations']],
    ['workload.', ['/v1/workloads', '/v1/seller', '/v1/subscriptions', '/v1/orders']],
    [
        'chart.',
        ['/v1/operator/revisions', '/v1/seller', '/v1/operator/products', '/v1/products', '/v1/drafts'],
    ],
    ['product.', ['/v1/products', '/v1/seller', '/v1/operator/products', '/v1/sellers', '/v1/categories']],
    ['revision.', ['/v1/products', '/v1/seller', '/v1/operator', '/v1/drafts']],
    ['catalog.', ['/v1/products', '/v1/operator/products', '/v1/sellers', '/v1/categories']],
];

export function applyEvent(queries: QueryClient, kind: string): void {
    for (const [start, addresses] of CHANGES) if (kind.startsWith(start)) void forget(queries, ...addresses);
}

const FIRST_PAUSE = 1_000; // milliseconds before a broken stream is opened again; doubles up to:
const LONGEST_PAUSE = 60_000;

/** Listens as long as the component is there; opens again after a break, from where it stopped. */
export function useEvents(organizationId: string | null): void {
    const queries = useQueryClient();
    useEffect(() => {
        if (!organizationId) return;
        const stop = new AbortController();
        let cursor = '';
        const listen = async (): Promise<void> => {
            let pause = FIRST_PAUSE;
            while (!stop.signal.aborted) {
                try {
                    const response = await fetch('/v1/events/stream', {
                        headers: {
                            ...forOrganization(organizationId),
                            Accept: 'text/event-stream',
                            'Accept-Language': callContext.language,
                            ...(cursor ? { 'Last-Event-ID': cursor } : {}),
                        },
                        signal: stop.signal,
                    });
                    if (response.status < 500 && !response.ok) {
                        // Not for us any more: the page learns what there is instead.
                        void forget(queries, '/v1/session');
                        return;
                    }
                    if (response.ok && response.body) {
                        pause = FIRST_PAUSE;
                        await readEvents(response.body, (event) => {
                            cursor = event.id || cursor;
                            applyEvent(queries, event.kind);
                        });
                    }
                } catch {
                    // the connection broke: wait, then open it again
                }
                await new Promise((done) => setTimeout(done, pause));
                pause = Math.min(pause * 2, LONGEST_PAUSE);
            }
        };
        void listen();
        return () => stop.abort();
    }, [organizationId, queries]);
}
