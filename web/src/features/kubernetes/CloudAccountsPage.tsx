import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { CloudAccount } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { ButtonLink, TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { foundCount } from './cloud_account';
import { ClusterTabs } from './ClusterTabs';

/** The organization's accounts with clouds, in which Kontor finds clusters. */
export function CloudAccountsPage() {
    const { t } = useLingui();
    const { organizationId, organization, may, home } = useActing();
    const query = useCloudAccounts();
    const columns = useColumns(organizationId);
    const add = may('purchase') && (
        <ButtonLink
            to="/o/$organizationId/cloud-accounts/new"
            params={{ organizationId }}
            leftSection={<Icon name="plus" size={14} />}
        >
            <Trans>Add a cloud account</Trans>
        </ButtonLink>
    );
    return (
        <>
            <PageHeader
                title={t`Cloud accounts`}
                crumbs={[home]}
                description={
                    <Trans>The clouds in which Kontor finds the clusters of {organization.name}.</Trans>
                }
            />
            <ClusterTabs />
            <DataTable
                name="cloud-accounts"
                label={t`Cloud accounts`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search cloud accounts`}
                searched={(row) => [row.name, row.url, row.region, row.domain]}
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
                    <EmptyState icon="globe" title={t`No cloud accounts yet`} action={add}>
                        <Trans>
                            If your clusters are in a cloud with OpenStack’s identity service and the cluster
                            service CCE, add the account, and Kontor finds them without a kubeconfig.
                        </Trans>
                    </EmptyState>
                }
            />
        </>
    );
}

function useCloudAccounts() {
    const { organizationId } = useActing();
    return useInfiniteQuery(apiList('/v1/cloud-accounts', { organization: organizationId }));
}

function useColumns(organizationId: string): Column<CloudAccount>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Cloud account`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/cloud-accounts/$cloudAccountId"
                        params={{ organizationId, cloudAccountId: row.id }}
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
                        {row.problem && (
                            <Text size="xs" c="dimmed" lineClamp={2} title={row.problem}>
                                {row.problem}
                            </Text>
                        )}
                    </>
                ),
                value: (row) => row.state,
            },
            {
                id: 'found',
                header: t`Clusters found`,
                cell: (row) => foundCount(row) ?? '–',
                value: foundCount,
                isNumber: true,
            },
            { id: 'region', header: t`Region`, value: (row) => row.region },
            { id: 'domain', header: t`Domain`, value: (row) => row.domain },
            {
                id: 'checked_at',
                header: t`Checked`,
                cell: (row) => <Time value={row.checked_at} />,
                value: (row) => row.checked_at,
            },
            {
                id: 'url',
                header: t`Identity service`,
                value: (row) => row.url,
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
        [t, organizationId],
    );
}
