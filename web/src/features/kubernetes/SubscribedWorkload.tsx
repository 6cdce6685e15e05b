import { Trans } from '@lingui/react/macro';
import { Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { apiList } from '@/api/query';
import { useActing } from '@/shell/session';
import { TextLink } from '@/ui/links';
import { Status } from '@/ui/Status';

/** What a subscription of a Kubernetes application has deployed. */
export function SubscribedWorkload({ subscriptionId }: { subscriptionId: string }) {
    const { organizationId } = useActing();
    const workload = useInfiniteQuery(
        apiList('/v1/workloads', {
            query: { subscription_id: subscriptionId },
            organization: organizationId,
        }),
    ).data?.pages[0]?.items[0];
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
            {workload.state !== 'removed' && (
                <Text size="sm" c="dimmed" mt={4}>
                    <Trans>The subscription ends when its workload is removed.</Trans>
                </Text>
            )}
        </section>
    );
}
