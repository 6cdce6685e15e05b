import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { LeadSummary } from '@/api/types';
import { Mail } from '@/features/catalog/SellerContact';
import { useActing, useSession } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink, TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { LEAD_STATES } from './lead';
import { SaveAll } from './SaveAll';

/** Who asked the seller for a private offer. */
export function LeadsPage() {
    const { t } = useLingui();
    const { organizationId, organization, home } = useActing();
    const userId = useSession()?.user?.id;
    const state = useListState();
    const states = useStateNames();
    const columns = useColumns(organizationId);
    const wanted = {
        state: state.get('state'),
        q: state.get('q'),
        assigned_to: state.get('assigned') === 'me' ? userId : undefined,
    };
    const query = useInfiniteQuery({
        ...apiList('/v1/leads', { query: wanted, organization: organizationId }),
        placeholderData: keepPreviousData,
    });
    return (
        <>
            <PageHeader
                title={t`Leads`}
                crumbs={[home]}
                description={<Trans>Who asked {organization.name} for a private offer.</Trans>}
                actions={
                    <ButtonLink
                        to="/o/$organizationId/reply-templates"
                        params={{ organizationId }}
                        variant="default"
                    >
                        <Trans>Reply templates</Trans>
                    </ButtonLink>
                }
            />
            <DataTable
                name="leads"
                label={t`Leads`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search leads`}
                actions={<SaveAll side="leads" query={wanted} />}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: LEAD_STATES.map((value) => ({ value, label: states(value) })),
                    },
                    {
                        id: 'assigned',
                        label: t`Whose matter`,
                        options: [{ value: 'me', label: t({ message: 'Mine', context: 'leads' }) }],
                    },
                ]}
                empty={
                    <EmptyState icon="mail" title={t`No leads yet`}>
                        <Trans>Requests for your private offers appear here, and come by mail.</Trans>
                    </EmptyState>
                }
            />
        </>
    );
}

function useColumns(organizationId: string): Column<LeadSummary>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'applied_at',
                header: t`Requested`,
                cell: (row) => <Time value={row.applied_at} exact />,
                value: (row) => row.applied_at,
            },
            {
                id: 'reference',
                header: t`Reference`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/leads/$leadId"
                        params={{ organizationId, leadId: row.id }}
                        fw={500}
                        style={{ whiteSpace: 'nowrap' }}
                    >
                        {row.reference}
                    </TextLink>
                ),
                value: (row) => row.reference,
            },
            {
                id: 'product_name',
                header: t`Product`,
                value: (row) => row.product_name,
            },
            { id: 'plan_name', header: t`Plan`, value: (row) => row.plan_name },
            {
                id: 'organization_name',
                header: t`Customer`,
                value: (row) => row.organization_name,
            },
            {
                id: 'applied_by_name',
                header: t`Person`,
                value: (row) => row.applied_by_name,
                isHidden: true,
            },
            {
                id: 'applied_by_email',
                header: t`Contact customer`,
                cell: (row) => <Mail address={row.applied_by_email} />,
                value: (row) => row.applied_by_email,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'quote_state',
                header: t`Quote`,
                cell: (row) => (row.quote_state ? <Status state={row.quote_state} /> : '–'),
                value: (row) => row.quote_state,
            },
            {
                id: 'assigned_to_name',
                header: t`Whose matter`,
                cell: (row) => row.assigned_to_name ?? '–',
                value: (row) => row.assigned_to_name,
            },
        ],
        [t, organizationId],
    );
}
