import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { Configuration } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink, TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';

/** What is configured but not deployed yet, by anybody in the organization. */
export function ConfigurationsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const queries = useQueryClient();
    const query = useInfiniteQuery(apiList('/v1/configurations', { organization: organizationId }));
    const remove = useMutation({
        mutationFn: ({ id }: Configuration) =>
            client.DELETE('/v1/configurations/{id}', {
                params: { path: { id } },
                headers: forOrganization(organizationId),
            }),
        onSuccess: () => void toast(t`The draft is removed.`),
        onSettled: () => forget(queries, '/v1/configurations'),
    });
    const { mutate } = remove;
    const columns = useColumns(useCallback((row) => mutate(row), [mutate]));
    return (
        <>
            <PageHeader
                title={t`Drafts`}
                crumbs={[home]}
                description={
                    <Trans>What is configured but not deployed yet. Everybody here can go on with it.</Trans>
                }
            />
            <Problem error={remove.error} />
            <DataTable
                name="drafts"
                label={t`Drafts`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search drafts`}
                searched={(row) => [
                    row.product_name,
                    row.release_name,
                    row.cluster_name,
                    row.changed_by_name,
                ]}
                empty={
                    <EmptyState
                        icon="edit"
                        title={t`No drafts`}
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

function useColumns(onRemove: (row: Configuration) => void): Column<Configuration>[] {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const canRemove = may('purchase');
    return useMemo(
        () => [
            {
                id: 'product',
                header: t`Product`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/configurations/$configurationId"
                        params={{ organizationId, configurationId: row.id }}
                        fw={500}
                    >
                        {row.product_name}
                    </TextLink>
                ),
                value: (row) => row.product_name,
            },
            { id: 'plan', header: t`Plan`, value: (row) => row.plan_name },
            {
                id: 'cluster',
                header: t`Cluster`,
                cell: (row) => row.cluster_name ?? '–',
                value: (row) => row.cluster_name,
            },
            {
                id: 'namespace',
                header: t`Namespace`,
                cell: (row) => row.namespace ?? '–',
                value: (row) => row.namespace,
            },
            {
                id: 'release',
                header: t`Release`,
                cell: (row) => row.release_name ?? '–',
                value: (row) => row.release_name,
            },
            {
                id: 'changed_by',
                header: t`Changed by`,
                value: (row) => row.changed_by_name,
            },
            {
                id: 'changed_at',
                header: t`Changed`,
                cell: (row) => <Time value={row.changed_at} />,
                value: (row) => row.changed_at,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) =>
                    canRemove && (
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Remove the draft of ${row.product_name}`}
                            onClick={() => onRemove(row)}
                        >
                            <Trans>Remove</Trans>
                        </Button>
                    ),
            },
        ],
        [t, organizationId, canRemove, onRemove],
    );
}
