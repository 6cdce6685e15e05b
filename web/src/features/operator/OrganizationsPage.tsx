import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Organization } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Day } from '@/ui/Time';

/** Everybody who is here. */
export function OrganizationsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const state = useListState();
    const columns = useColumns(organizationId);
    const query = useInfiniteQuery({
        ...apiList('/v1/operator/organizations', {
            query: { q: state.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    return (
        <>
            <PageHeader
                title={t`Organizations`}
                crumbs={[home]}
                description={<Trans>Everybody who is here, and who belongs to them.</Trans>}
            />
            <DataTable
                name="organizations"
                label={t`Organizations`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search organizations`}
                empty={<EmptyState icon="building" title={t`No organizations`} />}
            />
        </>
    );
}

function useColumns(organizationId: string): Column<Organization>[] {
    const { t } = useLingui();
    return useMemo(() => {
        const kind = (row: Organization) =>
            row.is_operator ? t`Operator` : row.is_seller ? t`Seller` : t`Customer`;
        return [
            {
                id: 'name',
                header: t`Organization`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/operator/organizations/$customerId"
                        params={{ organizationId, customerId: row.id }}
                        fw={500}
                    >
                        {row.name}
                    </TextLink>
                ),
                value: (row) => row.name,
            },
            { id: 'kind', header: t`Kind`, value: kind },
            {
                id: 'profile_state',
                header: t`Profile`,
                cell: (row) => <Status state={row.profile_state ?? 'none'} />,
                value: (row) => row.profile_state,
            },
            {
                id: 'created_at',
                header: t`Since`,
                cell: (row) => <Day value={row.created_at} />,
                value: (row) => row.created_at,
            },
            { id: 'id', header: t`Id`, value: (row) => row.id, isHidden: true },
        ];
    }, [t, organizationId]);
}
