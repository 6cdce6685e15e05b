import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { OperatorProductDetail, RevisionSummary } from '@/api/types';
import { useRevisionColumns } from '@/features/catalog/product_columns';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { TextLink } from '@/ui/links';
import { onePage } from '@/ui/list_query';

/** All revisions of a product; each has a page on which it is judged. */
export function Revisions({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const common = useRevisionColumns('operator', product.id);
    const columns = useMemo<Column<RevisionSummary>[]>(
        () => [
            ...common,
            {
                id: 'chart',
                header: t`Chart`,
                cell: (row) =>
                    product.service_type === 'kubernetes' && (
                        <TextLink
                            to="/o/$organizationId/operator/products/$productId/revisions/$revisionId/chart"
                            params={{ organizationId, productId: product.id, revisionId: row.id }}
                            aria-label={t`Chart of revision ${row.number}`}
                        >
                            <Trans>Inspect</Trans>
                        </TextLink>
                    ),
                isHidden: product.service_type !== 'kubernetes',
            },
            {
                id: 'review',
                header: t`Review`,
                cell: (row) =>
                    row.state === 'in_review' && (
                        <TextLink
                            to="/o/$organizationId/operator/reviews/$revisionId"
                            params={{ organizationId, revisionId: row.id }}
                            aria-label={t`Review revision ${row.number}`}
                        >
                            <Trans>Review</Trans>
                        </TextLink>
                    ),
            },
        ],
        [t, common, product.id, product.service_type, organizationId],
    );
    return (
        <DataTable
            name={`revisions-${product.slug}`}
            label={t`Revisions`}
            columns={columns}
            query={onePage(product.revisions)}
            rowId={(row) => row.id}
            empty={<EmptyState icon="file" title={t`No revisions`} />}
        />
    );
}
