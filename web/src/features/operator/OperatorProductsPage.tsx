import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { OperatorProduct } from '@/api/types';
import { PRODUCT_STATES, useProductColumns } from '@/features/catalog/product_columns';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { useStateNames } from '@/ui/Status';

export function OperatorProductsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const state = useListState();
    const states = useStateNames();
    const columns = useColumns();
    const query = useInfiniteQuery({
        ...apiList('/v1/operator/products', {
            query: { state: state.get('state'), q: state.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    const apply = (
        <ButtonLink to="/o/$organizationId/operator/offers" params={{ organizationId }}>
            <Trans>Apply an offer file</Trans>
        </ButtonLink>
    );
    return (
        <>
            <PageHeader
                title={t`Products`}
                crumbs={[home]}
                description={<Trans>All products of all sellers, published or not.</Trans>}
            />
            <DataTable
                name="products"
                label={t`Products`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search products`}
                actions={apply}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: PRODUCT_STATES.map((value) => ({ value, label: states(value) })),
                    },
                ]}
                empty={
                    <EmptyState icon="box" title={t`No products yet`} action={apply}>
                        <Trans>A product is a file: apply one.</Trans>
                    </EmptyState>
                }
            />
        </>
    );
}

function useColumns(): Column<OperatorProduct>[] {
    const { t } = useLingui();
    const columns = useProductColumns('/o/$organizationId/operator/products/$productId');
    return useMemo(
        () => [
            ...columns.slice(0, 2),
            {
                id: 'seller_name',
                header: t`Seller`,
                value: (row) => row.seller_name,
            },
            ...columns.slice(2),
        ],
        [t, columns],
    );
}
