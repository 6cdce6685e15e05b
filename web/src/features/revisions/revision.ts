// One revision as its seller and the operator look at it: the same questions at two addresses.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { RevisionDetail } from '@/api/types';
import { useActing } from '@/shell/session';

export type Side = 'operator' | 'seller';

const REFRESH = 2_000; // milliseconds, while the automatic check runs

export const isChecking = (detail: RevisionDetail) =>
    detail.verdict?.state === 'waiting' || (detail.revision.state === 'in_review' && !detail.verdict);

export function useRevision(side: Side, id: string) {
    const { organizationId } = useActing();
    const parameters = { path: { id }, organization: organizationId };
    const own = apiQuery('/v1/seller/revisions/{id}', parameters);
    // The operator's answer has more in it.
    const query =
        side === 'seller'
            ? own
            : (apiQuery('/v1/operator/revisions/{id}', parameters) as unknown as typeof own);
    return useQuery({
        ...query,
        refetchInterval: ({ state }) => (state.data && isChecking(state.data) ? REFRESH : false),
    });
}

export function useDifferences(side: Side, id: string, against: string | undefined) {
    const { organizationId } = useActing();
    const parameters = { path: { id }, query: { against }, organization: organizationId };
    return useQuery(
        side === 'operator'
            ? apiQuery('/v1/operator/revisions/{id}/differences', parameters)
            : apiQuery('/v1/seller/revisions/{id}/differences', parameters),
    );
}

export function usePreview(side: Side, id: string) {
    const { organizationId } = useActing();
    const parameters = { path: { id }, organization: organizationId };
    return useQuery(
        side === 'operator'
            ? apiQuery('/v1/operator/revisions/{id}/preview', parameters)
            : apiQuery('/v1/seller/revisions/{id}/preview', parameters),
    );
}

/** Whether its licence agreement applies to who subscribed before. */
export function useAgreementChange(side: Side, id: string) {
    const { organizationId } = useActing();
    const parameters = { path: { id }, organization: organizationId };
    return useQuery(
        side === 'operator'
            ? apiQuery('/v1/operator/revisions/{id}/agreement-change', parameters)
            : apiQuery('/v1/seller/revisions/{id}/agreement-change', parameters),
    );
}

/** What changes of a revision need: whom they are made for, and what is out of date afterwards. */
export function useRevisionCall(side: Side, id: string) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const call = { params: { path: { id } }, headers: forOrganization(organizationId) };
    return {
        call,
        done: () =>
            forget(
                queries,
                '/v1/operator/reviews',
                '/v1/operator/revisions',
                '/v1/operator/products',
                '/v1/seller',
                '/v1/products',
            ),
        check: () =>
            side === 'operator'
                ? client.POST('/v1/operator/revisions/{id}/verdict', call)
                : client.POST('/v1/seller/revisions/{id}/verdict', call),
        takeBack: (reason: string) =>
            side === 'operator'
                ? client.POST('/v1/operator/revisions/{id}/withdrawal', { ...call, body: { reason } })
                : client.POST('/v1/seller/revisions/{id}/withdrawal', { ...call, body: { reason } }),
        restore: (reason: string) =>
            side === 'operator'
                ? client.POST('/v1/operator/revisions/{id}/restoration', { ...call, body: { reason } })
                : client.POST('/v1/seller/revisions/{id}/restoration', { ...call, body: { reason } }),
    };
}
