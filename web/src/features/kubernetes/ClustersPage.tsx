import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Cluster } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { ButtonLink, TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { ClusterTabs } from './ClusterTabs';
import { useCapacity } from './units';

const STATES = ['ready', 'connecting', 'unreachable', 'refused'];

/** The clusters into which the organization deploys. */
export function ClustersPage() {
    const { t } = useLingui();
    const { organizationId, organization, may, home } = useActing();
    const states = useStateNames();
    const query = useClusters();
    const columns = useColumns(organizationId);
    const add = may('purchase') && (
        <ButtonLink
            to="/o/$organizationId/clusters/new"
            params={{ organizationId }}
            leftSection={<Icon name="plus" size={14} />}
        >
            <Trans>Add a cluster</Trans>
        </ButtonLink>
    );
    return (
        <>
            <PageHeader
                title={t`Clusters`}
                crumbs={[home]}
                description={
                    <Trans>
                        The Kubernetes clusters of {organization.name} into which products are deployed.
                    </Trans>
                }
            />
            <ClusterTabs />
            <DataTable
                name="clusters"
                label={t`Clusters`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search clusters`}
                searched={(row) => [row.name, row.server, row.version]}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        filtered: (row) => row.state,
                        options: STATES.map((value) => ({ value, label: states(value) })),
                    },
                ]}
                actions={
                    <>
                        <Button
                            variant="default"
                            leftSection={<Icon name="refresh" size={14} />}
                            loading={query.isRefetching}
                            onClick={() => query.refetch()}
                        >
                            <Trans>Refresh</Trans>
                        </Button>
                        {add}
                    </>
                }
                empty={
                    <EmptyState icon="server" title={t`No clusters yet`} action={add}>
                        <Trans>
                            Add a cluster of yours, by its kubeconfig or from a cloud account, and products
                            from the catalogue can be deployed into it.
                        </Trans>
                    </EmptyState>
                }
            />
        </>
    );
}

function useClusters() {
    const { organizationId } = useActing();
    return useInfiniteQuery(apiList('/v1/clusters', { organization: organizationId }));
}

const granted = (row: Cluster) =>
    row.namespaces.filter((one) => one.state === 'granted').map((one) => one.name);

function useColumns(organizationId: string): Column<Cluster>[] {
    const { t } = useLingui();
    const capacity = useCapacity();
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Cluster`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/clusters/$clusterId"
                        params={{ organizationId, clusterId: row.id }}
                        fw={500}
                    >
                        {row.name}
                    </TextLink>
                ),
                value: (row) => row.name,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => (
                    <>
                        <Status state={row.state} />
                        {row.problem && row.state !== 'ready' && (
                            <Text size="xs" c="dimmed" lineClamp={2} title={row.problem}>
                                {row.problem}
                            </Text>
                        )}
                    </>
                ),
                value: (row) => row.state,
            },
            {
                id: 'version',
                header: t`Version`,
                cell: (row) => row.version ?? '–',
                value: (row) => row.version,
            },
            {
                id: 'cpu_free',
                header: t`Free CPU`,
                cell: (row) => (row.facts ? capacity.cpu(row.facts.cpu_milli_free) : '–'),
                value: (row) => row.facts && row.facts.cpu_milli_free / 1000,
                isNumber: true,
            },
            {
                id: 'memory_free',
                header: t`Free memory`,
                cell: (row) => (row.facts ? capacity.memory(row.facts.memory_mib_free) : '–'),
                value: (row) => row.facts && row.facts.memory_mib_free / 1024,
                isNumber: true,
            },
            {
                id: 'namespaces',
                header: t`Namespaces`,
                cell: (row) => granted(row).join(', ') || '–',
                value: (row) => granted(row).join(' '),
            },
            {
                id: 'checked_at',
                header: t`Checked`,
                cell: (row) => <Time value={row.checked_at} />,
                value: (row) => row.checked_at,
            },
            {
                id: 'server',
                header: t`Server`,
                value: (row) => row.server,
                isHidden: true,
            },
            {
                id: 'created_at',
                header: t`Added`,
                cell: (row) => <Time value={row.created_at} exact />,
                value: (row) => row.created_at,
                isHidden: true,
            },
            {
                id: 'id',
                header: t`Id`,
                cell: (row) => <code>{row.id}</code>,
                value: (row) => row.id,
                isHidden: true,
            },
        ],
        [t, capacity, organizationId],
    );
}
