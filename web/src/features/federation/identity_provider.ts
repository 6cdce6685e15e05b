// One identity provider: reading it, and what every call about it has in common.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forOrganization } from '@/api/client';
import { problemOf } from '@/api/problem';
import { apiQuery, forget } from '@/api/query';
import type { IdentityProvider } from '@/api/types';
import { useActing } from '@/shell/session';

const REFRESH = 1_000; // milliseconds, while the provider is asked

/** Whoever may read of providers need not be an owner, who alone changes them. */
export const useIsOwner = () => useActing().organization.roles.includes('owner');

export function useIdentityProvider(id: string) {
    const { organizationId } = useActing();
    return useQuery({
        ...apiQuery('/v1/identity-providers/{id}', { path: { id }, organization: organizationId }),
        refetchInterval: ({ state }) => (state.data?.state === 'checking' ? REFRESH : false),
    });
}

export function useProviderCall(provider: IdentityProvider) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        call: { params: { path: { id: provider.id } }, headers: forOrganization(organizationId) },
        done: () => forget(queries, '/v1/identity-providers'),
    };
}

/** Whether the server has said that somebody (of these problems) could not sign in any more; doing it again confirms it. */
export function useShutOut(codes = ['would_shut_out']) {
    const [isConfirmed, setConfirmed] = useState(false);
    return {
        isConfirmed,
        onError: (error: unknown) => setConfirmed(codes.includes(problemOf(error).code)),
    };
}
