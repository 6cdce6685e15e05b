import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '@/api/query';
import { useActing } from '@/shell/session';

/** The subscription in the address; its tabs share what was read. */
export function useSubscription() {
    const { organizationId } = useActing();
    const { subscriptionId } = useParams({ strict: false }) as { subscriptionId: string };
    return useQuery(
        apiQuery('/v1/subscriptions/{id}', { path: { id: subscriptionId }, organization: organizationId }),
    );
}
