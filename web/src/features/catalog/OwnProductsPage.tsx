import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiList } from '@/api/query';
import { Drafts } from '@/features/editor/Drafts';
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
    const begin = (
        <ButtonLink to="/o/$organizationId/products/new" params={{ organizationId }}>
            <Trans>New product</Trans>
        </ButtonLink>
    );
    return (
        <>
            <PageHeader
                title={t`My products`}
                crumbs={[home]}
                description={<Trans>What you sell here, published or not.</Trans>}
            />
            <Drafts />
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
                actions={begin}
                empty={
                    <EmptyState icon="box" title={t`No products`} action={begin}>
                        <Trans>Write one here, or apply it as a file.</Trans>
                    </EmptyState>
                }
            />
        </>
    );
}
