import { useQuery, useQueryClient } from '@tanstack/react-query';
import { forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { CloudAccount, Cluster } from '@/api/types';
import { useActing } from '@/shell/session';

// Milliseconds: what a look finds has no event.
const WATCHING = 5_000;
const WAITING = 1_000;

/** A cluster as it was found in a project of a cloud account. */
export interface FoundCluster {
    project: CloudAccount['projects'][number];
    cluster: CloudAccount['projects'][number]['clusters'][number];
}

export const foundIn = (account: CloudAccount): FoundCluster[] =>
    account.projects.flatMap((project) => project.clusters.map((cluster) => ({ project, cluster })));

/** How many were found; null before anything could be. */
export const foundCount = (account: CloudAccount) =>
    account.state === 'ready' || account.projects.length > 0 ? foundIn(account).length : null;

export function useCloudAccount(id: string | undefined) {
    const { organizationId } = useActing();
    return useQuery({
        ...apiQuery('/v1/cloud-accounts/{id}', { path: { id: id ?? '' }, organization: organizationId }),
        enabled: !!id,
        refetchInterval: ({ state }) => (state.data?.state === 'checking' ? WAITING : WATCHING),
    });
}

/** What all changes of a cloud account need: whom they are made for, and what is out of date afterwards. */
export function useCloudAccountCall(id: string) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        call: { params: { path: { id } }, headers: forOrganization(organizationId) },
        done: () => forget(queries, '/v1/cloud-accounts'),
    };
}

/** The clusters that were connected through the account. */
export const connectedThrough = (account: CloudAccount, clusters: Cluster[]) =>
    clusters.filter((one) => one.cloud_account_id === account.id);
