import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiList } from '@/api/query';
import { useActing } from '@/shell/session';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { useStateNames } from '@/ui/Status';
import { PRODUCT_STATES, useProductColumns } from './product_columns';

/** What the organization sells, published or not. */
export function OwnProductsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const state = useListState();
    const states = useStateNames();
    const columns = useProductColumns('/o/$organizationId/products/$productId');
    const query = useInfiniteQuery({
        ...apiList('/v1/seller/products', {
            query: { state: state.get('state'), q: state.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    const apply = (
        <ButtonLink to="/o/$organizationId/offers" params={{ organizationId }}>
            <Trans>Apply an offer file</Trans>
        </ButtonLink>
    );
    return (
        <>
            <PageHeader
                title={t`My products`}
                crumbs={[home]}
                description={<Trans>What you sell here, published or not.</Trans>}
            />
            <DataTable
                name="own-products"
                label={t`My products`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search products`}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: PRODUCT_STATES.map((value) => ({ value, label: states(value) })),
                    },
                ]}
                actions={apply}
                empty={
                    <EmptyState icon="box" title={t`No products`} action={apply}>
                        <Trans>A product is a file: apply one.</Trans>
                    </EmptyState>
                }
            />
        </>
    );
}
