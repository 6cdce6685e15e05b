import { Trans } from '@lingui/react/macro';
import { Group, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { apiList } from '@/api/query';
import { useActing } from '@/shell/session';
import { TextLink } from '@/ui/links';
import { Status } from '@/ui/Status';

/** What a subscription of a Kubernetes application has deployed. */
export function SubscribedWorkload({ subscriptionId, name }: { subscriptionId: string; name: string }) {
    const { organizationId } = useActing();
    const list = useInfiniteQuery(
        apiList('/v1/workloads', { query: { q: name, limit: 200 }, organization: organizationId }),
    ).data;
    const workload = list?.pages
        .flatMap((page) => page.items)
        .find((one) => one.subscription_id === subscriptionId);
    if (!workload) return null;
    return (
        <section aria-labelledby="workload">
            <Title order={2} id="workload" mb="sm">
                <Trans>Workload</Trans>
            </Title>
            <Group gap="sm">
                <TextLink
                    to="/o/$organizationId/workloads/$workloadId"
                    params={{ organizationId, workloadId: workload.id }}
                    underline="always"
                >
                    {workload.cluster_name} / {workload.namespace} / {workload.release_name}
                </TextLink>
                <Status state={workload.state} />
            </Group>
        </section>
    );
}
