import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Workload } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { Logo } from '@/ui/Logo';
import { ButtonLink, TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { useLicenceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';

const STATES = [
    'waiting',
    'deploying',
    'ready',
    'degraded',
    'failed',
    'upgrading',
    'rolling_back',
    'removing',
    'removed',
];

/** What is deployed in the organization's clusters. */
export function WorkloadsPage() {
    const { t } = useLingui();
    const { organizationId, organization, home } = useActing();
    const state = useListState();
    const states = useStateNames();
    const columns = useColumns(organizationId);
    const clusters = useInfiniteQuery(apiList('/v1/clusters', { organization: organizationId })).data;
    const query = useInfiniteQuery({
        ...apiList('/v1/workloads', {
            query: { state: state.get('state'), q: state.get('q'), cluster_id: state.get('cluster_id') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    return (
        <>
            <PageHeader
                title={t`Workloads`}
                crumbs={[home]}
                description={<Trans>What {organization.name} has deployed, and how it is.</Trans>}
            />
            <DataTable
                name="workloads"
                label={t`Workloads`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search workloads`}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: STATES.map((value) => ({ value, label: states(value) })),
                    },
                    {
                        id: 'cluster_id',
                        label: t`Cluster`,
                        options: (clusters?.pages.flatMap((page) => page.items) ?? []).map((one) => ({
                            value: one.id,
                            label: one.name,
                        })),
                    },
                ]}
                actions={
                    <Button
                        variant="default"
                        leftSection={<Icon name="refresh" size={14} />}
                        loading={query.isRefetching}
                        onClick={() => query.refetch()}
                    >
                        <Trans>Refresh</Trans>
                    </Button>
                }
                empty={
                    <EmptyState
                        icon="layers"
                        title={t`Nothing is deployed`}
                        action={
                            <ButtonLink to="/" search={{ service_type: 'kubernetes' }}>
                                <Trans>To the catalogue</Trans>
                            </ButtonLink>
                        }
                    >
                        <Trans>Choose a Kubernetes application in the catalogue and configure it.</Trans>
                    </EmptyState>
                }
            />
        </>
    );
}

function useColumns(organizationId: string): Column<Workload>[] {
    const { t } = useLingui();
    const licences = useLicenceTypeNames();
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Workload`,
                cell: (row) => (
                    <Group gap="sm" wrap="nowrap">
                        <Logo name={row.product_name} digest={row.logo_digest} size={28} />
                        <Stack gap={0}>
                            <TextLink
                                to="/o/$organizationId/workloads/$workloadId"
                                params={{ organizationId, workloadId: row.id }}
                                fw={500}
                            >
                                {row.name}
                            </TextLink>
                            <Text size="xs" c="dimmed">
                                {row.release_name}
                            </Text>
                        </Stack>
                    </Group>
                ),
                value: (row) => row.name,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => (
                    <>
                        <Status state={row.state} />
                        {row.cause && (
                            <Text size="xs" c="dimmed" lineClamp={2} title={row.cause}>
                                {row.cause}
                            </Text>
                        )}
                    </>
                ),
                value: (row) => row.state,
            },
            {
                id: 'cause',
                header: t`Cause`,
                value: (row) => row.cause,
                isHidden: true,
            },
            {
                id: 'deployed_at',
                header: t`Deployed`,
                cell: (row) => <Time value={row.deployed_at} />,
                value: (row) => row.deployed_at,
            },
            {
                id: 'product',
                header: t`Product`,
                value: (row) => row.product_name,
                isHidden: true,
            },
            {
                id: 'seller',
                header: t`Seller`,
                value: (row) => row.seller_name,
            },
            {
                id: 'licence',
                header: t`Licence`,
                value: (row) => licences(row.licence_type),
            },
            {
                id: 'cluster',
                header: t`Cluster`,
                value: (row) => row.cluster_name,
            },
            {
                id: 'namespace',
                header: t`Namespace`,
                value: (row) => row.namespace,
            },
            {
                id: 'version',
                header: t`Version`,
                cell: (row) => (
                    <>
                        {row.chart_version ?? '–'}
                        {row.available_version && (
                            <Text size="xs" c="dimmed">
                                <Trans>{row.available_version} is available</Trans>
                            </Text>
                        )}
                    </>
                ),
                value: (row) => row.chart_version,
            },
            {
                id: 'id',
                header: t`Id`,
                cell: (row) => <code>{row.id}</code>,
                value: (row) => row.id,
                isHidden: true,
            },
        ],
        [t, licences, organizationId],
    );
}
