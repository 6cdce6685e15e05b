import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Order } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink, TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';

const STATES = ['placed', 'provisioning', 'completed', 'failed', 'cancelled'];

export function OrdersPage() {
    const { t } = useLingui();
    const { organizationId, organization, home } = useActing();
    const states = useStateNames();
    const query = useInfiniteQuery(apiList('/v1/orders', { organization: organizationId }));
    const columns = useMemo<Column<Order>[]>(
        () => [
            {
                id: 'placed_at',
                header: t`Placed`,
                cell: (row) => <Time value={row.placed_at} exact />,
                value: (row) => row.placed_at,
            },
            {
                id: 'product_name',
                header: t`Product`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/orders/$orderId"
                        params={{ organizationId, orderId: row.id }}
                        fw={500}
                    >
                        {row.product_name}
                    </TextLink>
                ),
                value: (row) => row.product_name,
            },
            { id: 'plan_name', header: t`Plan`, value: (row) => row.plan_name },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'completed_at',
                header: t`Completed`,
                cell: (row) => <Time value={row.completed_at} exact />,
                value: (row) => row.completed_at,
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
    return (
        <>
            <PageHeader
                title={t`Orders`}
                crumbs={[home]}
                description={<Trans>What was ordered for {organization.name}, and what became of it.</Trans>}
            />
            <DataTable
                name="orders"
                label={t`Orders`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search orders`}
                searched={(row) => [row.product_name, row.plan_name, row.id]}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        filtered: (row) => row.state,
                        options: STATES.map((value) => ({ value, label: states(value) })),
                    },
                ]}
                empty={
                    <EmptyState
                        icon="cart"
                        title={t`No orders yet`}
                        action={
                            <ButtonLink to="/">
                                <Trans>To the catalogue</Trans>
                            </ButtonLink>
                        }
                    />
                }
            />
        </>
    );
}
