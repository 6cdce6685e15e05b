import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '@/api/client';
import type { Cluster } from '@/api/types';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { TextLink } from '@/ui/links';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { useCloudAccount } from './cloud_account';
import { useCluster, useClusterCall } from './cluster';
import { ClusterNamespaces } from './ClusterNamespaces';
import { ClusterRights } from './ClusterRights';
import { RemoveCluster } from './RemoveCluster';
import { useCapacity } from './units';

/** One cluster: how it is, what it has, where Kontor may deploy and what exactly it may do. */
export function ClusterPage() {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const query = useCluster();
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.name}
                crumbs={[
                    {
                        label: t`Clusters`,
                        link: { to: '/o/$organizationId/clusters', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
                description={data.server}
                actions={may('purchase') && data.state !== 'removed' && <Actions cluster={data} />}
            />
            <Stack gap={32} maw={960}>
                <Health cluster={data} />
                <ClusterFacts cluster={data} />
                <ClusterNamespaces cluster={data} />
                <ClusterRights cluster={data} />
            </Stack>
        </>
    );
}

function Actions({ cluster }: { cluster: Cluster }) {
    const { t } = useLingui();
    const { call, done } = useClusterCall(cluster.id);
    const [isRemoving, setRemoving] = useState(false);
    const check = useMutation({
        mutationFn: () => client.POST('/v1/clusters/{id}/check', call),
        onSuccess: async () => {
            void toast(t`Kontor looks at the cluster; the page shows what it finds.`);
            await done();
        },
    });
    return (
        <>
            <Problem error={check.error} />
            <Button
                variant="default"
                leftSection={<Icon name="refresh" size={14} />}
                loading={check.isPending}
                onClick={() => check.mutate()}
            >
                <Trans>Check now</Trans>
            </Button>
            <Button variant="default" onClick={() => setRemoving(true)}>
                <Trans>Remove…</Trans>
            </Button>
            {isRemoving && <RemoveCluster cluster={cluster} onClose={() => setRemoving(false)} />}
        </>
    );
}

/** What is wrong, or what is being done; nothing where all is well. */
function Health({ cluster }: { cluster: Cluster }) {
    const { t } = useLingui();
    if (cluster.state === 'connecting')
        return (
            <Alert color="blue" icon={<Loader size={16} aria-hidden />} title={t`Connecting`} role="status">
                <Trans>
                    Kontor makes its accounts in the cluster. This takes a few seconds; the page follows.
                </Trans>
            </Alert>
        );
    if (cluster.state === 'removed')
        return (
            <Alert color="gray" icon={<Icon name="archive" />} title={t`This cluster was removed`}>
                <Trans>Kontor has no access to it any more.</Trans>
            </Alert>
        );
    if (cluster.state === 'ready' && !cluster.problem) return null;
    const isBad = cluster.state !== 'ready';
    const titles = {
        refused: t`The cluster refuses Kontor`,
        unreachable: t`The cluster cannot be reached`,
        ready: t`Something is missing`,
    };
    return (
        <Alert
            color={isBad ? 'red' : 'yellow'}
            icon={<Icon name="alert" />}
            title={titles[cluster.state]}
            role={isBad ? 'alert' : undefined}
        >
            <Text size="sm">{cluster.problem}</Text>
            {isBad && (
                <Text size="sm" mt={4}>
                    {cluster.cloud_account_id ? (
                        <Trans>
                            Correct it in the cluster and check again, or add its namespaces once more: Kontor
                            then gets a new certificate from the cloud.
                        </Trans>
                    ) : (
                        <Trans>
                            Correct it in the cluster and check again, or give a new kubeconfig under
                            Namespaces.
                        </Trans>
                    )}
                </Text>
            )}
        </Alert>
    );
}

function ClusterFacts({ cluster }: { cluster: Cluster }) {
    const { t } = useLingui();
    const capacity = useCapacity();
    const { facts } = cluster;
    const of = (free: string, total: string) => (
        <Trans>
            {free} of {total}
        </Trans>
    );
    const classes = (list: { name: string; is_default: boolean }[]) =>
        list.map((one) => (one.is_default ? t`${one.name} (default)` : one.name)).join(', ') || t`none`;
    return (
        <section aria-labelledby="facts">
            <Title order={2} id="facts" mb="sm">
                <Trans>Facts</Trans>
            </Title>
            <Facts
                facts={[
                    [t`Kubernetes version`, cluster.version],
                    [t`Nodes that work`, facts && of(String(facts.nodes_ready), String(facts.nodes))],
                    [
                        t`Free CPU`,
                        facts && of(capacity.cpu(facts.cpu_milli_free), capacity.cpu(facts.cpu_milli_total)),
                    ],
                    [
                        t`Free memory`,
                        facts &&
                            of(
                                capacity.memory(facts.memory_mib_free),
                                capacity.memory(facts.memory_mib_total),
                            ),
                    ],
                    [t`Storage classes`, facts && classes(facts.storage_classes)],
                    [t`Ingress classes`, facts && classes(facts.ingress_classes)],
                    [t`Checked`, <Time key="checked" value={cluster.checked_at} />],
                    [t`Added`, <Time key="added" value={cluster.created_at} exact />],
                    [
                        t`Cloud account`,
                        cluster.cloud_account_id && (
                            <CloudAccountLink key="cloud" id={cluster.cloud_account_id} />
                        ),
                    ],
                    [t`Cluster id`, <code key="id">{cluster.id}</code>],
                ]}
            />
            {!facts && cluster.state !== 'connecting' && (
                <Group gap="xs" mt="sm">
                    <Text size="sm" c="dimmed">
                        {cluster.may_read_cluster ? (
                            <Trans>What it has is not known yet.</Trans>
                        ) : (
                            <Trans>Kontor may not see what the cluster has.</Trans>
                        )}
                    </Text>
                </Group>
            )}
        </section>
    );
}

function CloudAccountLink({ id }: { id: string }) {
    const { organizationId } = useActing();
    const account = useCloudAccount(id).data;
    return (
        <TextLink
            to="/o/$organizationId/cloud-accounts/$cloudAccountId"
            params={{ organizationId, cloudAccountId: id }}
        >
            {account?.name ?? id}
        </TextLink>
    );
}
