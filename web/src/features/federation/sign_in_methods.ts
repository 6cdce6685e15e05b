// By which identity providers somebody may sign in, or link the account to.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bodyOf, client } from '@/api/client';
import type { SignInMethod } from '@/api/types';

/** A mail address counts by its domain alone. */
export function useSignInMethodsQuery(email: string, providerId?: string) {
    const domain = /@(\S+\.\S+)$/.exec(email.trim())?.[1] ?? '';
    return useQuery({
        queryKey: [null, '/v1/sign-in-methods', domain, providerId],
        placeholderData: keepPreviousData,
        queryFn: async ({ signal }) =>
            bodyOf(
                await client.POST('/v1/sign-in-methods', {
                    body: {
                        ...(domain ? { email: `x@${domain}` } : {}),
                        ...(providerId ? { provider_id: providerId } : {}),
                    },
                    signal,
                }),
            ).items,
    });
}

export const useSignInMethods = (email: string, providerId?: string): SignInMethod[] =>
    useSignInMethodsQuery(email, providerId).data ?? [];
