import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { OfferRequestSummary } from '@/api/types';
import { Mail } from '@/features/catalog/SellerContact';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink, TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { LEAD_STATES } from './lead';
import { SaveAll } from './SaveAll';

/** The private offers that the organization asked for. */
export function RequestsPage() {
    const { t } = useLingui();
    const { organizationId, organization, home } = useActing();
    const state = useListState();
    const states = useStateNames();
    const columns = useColumns(organizationId);
    const query = useInfiniteQuery({
        ...apiList('/v1/requests', {
            query: { state: state.get('state'), q: state.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    return (
        <>
            <PageHeader
                title={t`Requests`}
                crumbs={[home]}
                description={
                    <Trans>Private offers that {organization.name} asked for, and what became of it.</Trans>
                }
            />
            <DataTable
                name="requests"
                label={t`Requests`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search requests`}
                actions={<SaveAll side="requests" query={{ state: state.get('state'), q: state.get('q') }} />}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: LEAD_STATES.map((value) => ({ value, label: states(value) })),
                    },
                ]}
                empty={
                    <EmptyState
                        icon="mail"
                        title={t`No requests yet`}
                        action={
                            <ButtonLink to="/" search={{ service_type: 'private_offer' }}>
                                <Trans>See private offers</Trans>
                            </ButtonLink>
                        }
                    >
                        <Trans>
                            Some products are offered to each customer on their own: ask for them on their
                            page.
                        </Trans>
                    </EmptyState>
                }
            />
        </>
    );
}

function useColumns(organizationId: string): Column<OfferRequestSummary>[] {
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
                        to="/o/$organizationId/requests/$requestId"
                        params={{ organizationId, requestId: row.id }}
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
                id: 'seller_name',
                header: t`Seller`,
                value: (row) => row.seller_name,
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
                id: 'seller_contact_email',
                header: t`Contact seller`,
                cell: (row) => <Mail address={row.seller_contact_email} />,
                value: (row) => row.seller_contact_email,
            },
            {
                id: 'applied_by_name',
                header: t`Requested by`,
                value: (row) => row.applied_by_name,
                isHidden: true,
            },
        ],
        [t, organizationId],
    );
}
