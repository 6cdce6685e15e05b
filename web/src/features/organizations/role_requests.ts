import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { useSession } from '@/shell/session';

/** How many requests for roles wait for the person's decision. */
export function useUndecided(organizationId: string): number {
    const session = useSession();
    const query = apiQuery('/v1/organization/role-requests', {
        query: { state: 'pending', limit: 200 },
        organization: organizationId,
    });
    const { data } = useQuery({ ...query, enabled: !!session?.permissions.includes('members') });
    return data?.items.filter((one) => one.may_decide).length ?? 0;
}
