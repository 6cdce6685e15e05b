import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { Workload, WorkloadDetail } from '@/api/types';
import type { Matter } from '@/features/catalog/Support';
import { useActing } from '@/shell/session';
import { useStateNames } from '@/ui/Status';

/** Something is under way; the page looks now and then even where no event comes through. */
export const isBusy = ({ state }: Pick<Workload, 'state'>) =>
    ['waiting', 'deploying', 'upgrading', 'rolling_back', 'removing'].includes(state);

const WATCHING = 3_000; // milliseconds

/** The workload in the address. */
export function useWorkload() {
    const { organizationId } = useActing();
    const { workloadId } = useParams({ strict: false }) as { workloadId: string };
    return useQuery({
        ...apiQuery('/v1/workloads/{id}', { path: { id: workloadId }, organization: organizationId }),
        refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? WATCHING : false),
    });
}

/** What all changes of a workload need: whom they are made for, and what is out of date afterwards. */
export function useWorkloadCall(id: string) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        call: { params: { path: { id } }, headers: forOrganization(organizationId) },
        done: () => forget(queries, '/v1/workloads', '/v1/subscriptions', '/v1/orders'),
    };
}

/** What a mail to its support says. */
export function useMatter() {
    const { t } = useLingui();
    const states = useStateNames();
    return (workload: WorkloadDetail): Matter => ({
        seller: workload.seller,
        product: workload.product_name,
        version: workload.chart_version,
        reference: workload.id,
        facts: [
            [t`Workload`, workload.id],
            [t`Subscription`, workload.subscription_id],
            [t`State`, states(workload.state)],
            [t`Cause`, workload.cause],
        ],
    });
}

export function useOperationNames() {
    const { t } = useLingui();
    return {
        install: t`Deployment`,
        upgrade: t`Upgrade`,
        rollback: t`Roll back`,
        remove: t`Removal`,
    };
}

export function useStepNames() {
    const { t } = useLingui();
    const names: Record<string, string> = {
        waiting: t`Waiting for its turn`,
        checking: t`Checking the cluster`,
        licence: t`Writing the licence`,
        deploying: t`Deploying`,
        repairing: t`Clearing up what was interrupted`,
        removing: t`Removing`,
    };
    return (step: string) => names[step] ?? step;
}
