// One webhook: reading it, and what every call about it has in common.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { Webhook } from '@/api/types';
import { useActing } from '@/shell/session';

/** Deliveries have no events: they would have to be delivered too. */
export const REFRESH = 5_000; // milliseconds

export function useWebhook(id: string) {
    const { organizationId } = useActing();
    return useQuery({
        ...apiQuery('/v1/webhooks/{id}', { path: { id }, organization: organizationId }),
        refetchInterval: REFRESH,
    });
}

/** Parameters of a call that changes the webhook as it was seen, and what to do afterwards. */
export function useWebhookCall(webhook: Webhook) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        call: {
            params: { path: { id: webhook.id } },
            headers: { ...forOrganization(organizationId), 'If-Match': `"v${webhook.version}"` },
        },
        done: () => forget(queries, '/v1/webhooks'),
    };
}
