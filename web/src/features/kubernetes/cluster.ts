import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { apiQuery, forget } from '@/api/query';
import { useActing } from '@/shell/session';

const WATCHING = 5_000; // milliseconds: what a look at a cluster finds has no event

/** The cluster in the address. */
export function useCluster() {
    const { organizationId } = useActing();
    const { clusterId } = useParams({ strict: false }) as { clusterId: string };
    return useQuery({
        ...apiQuery('/v1/clusters/{id}', { path: { id: clusterId }, organization: organizationId }),
        refetchInterval: ({ state }) => (state.data?.state === 'removed' ? false : WATCHING),
    });
}

/** What all changes of a cluster need: whom they are made for, and what is out of date afterwards. */
export function useClusterCall(id: string) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        call: { params: { path: { id } }, headers: forOrganization(organizationId) },
        done: () => forget(queries, '/v1/clusters'),
    };
}

/** "shop, tools" as it is typed: words between commas, spaces or lines. */
export const namespacesIn = (text: string) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

/** Faults of single namespaces belong to the one field in which all are typed. */
export function fieldsOf(errors: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(errors).map(([field, text]) => [field.replace(/\[\d+\]$/, ''), text]),
    );
}

/** Each thing of a kubeconfig that is refused has its own sentence; it stands there, not at the field. */
export const kubeconfigFaults = (error: unknown) =>
    error instanceof ApiProblem && error.code === 'bad_kubeconfig' ? error.problem.errors : [];
