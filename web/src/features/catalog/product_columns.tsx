// What lists of products and of their revisions show to who sells and to who reviews.
import { useLingui } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { OperatorProduct, RevisionSummary } from '@/api/types';
import { useActing } from '@/shell/session';
import type { Column } from '@/ui/DataTable';
import { TextLink } from '@/ui/links';
import { useLicenceTypeNames, useServiceTypeNames } from '@/ui/names';
import { Status } from '@/ui/Status';
import { Day, Time } from '@/ui/Time';

export const PRODUCT_STATES = ['unpublished', 'published', 'end_of_life'];

/** to: the page of a product. */
export function useProductColumns(
    to: '/o/$organizationId/products/$productId' | '/o/$organizationId/operator/products/$productId',
): Column<OperatorProduct>[] {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const types = useServiceTypeNames();
    const licences = useLicenceTypeNames();
    const isOwn = to === '/o/$organizationId/products/$productId';
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Product`,
                cell: (row) => (
                    <>
                        <TextLink to={to} params={{ organizationId, productId: row.id }} fw={500}>
                            {row.name}
                        </TextLink>
                        <Text size="xs" c="dimmed">
                            {row.slug}
                        </Text>
                    </>
                ),
                value: (row) => row.name,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'service_type',
                header: t`Service type`,
                cell: (row) => types(row.service_type),
                value: (row) => row.service_type,
            },
            {
                id: 'licence_type',
                header: t`Licence type`,
                cell: (row) => licences(row.licence_type),
                value: (row) => row.licence_type,
            },
            {
                id: 'active_revision_number',
                header: t`Active revision`,
                cell: (row) => row.active_revision_number || '–',
                value: (row) => row.active_revision_number || null,
                isNumber: true,
            },
            {
                id: 'open_revision_state',
                header: t`Open revision`,
                cell: (row) =>
                    row.open_revision_state && (
                        <Group gap={6} wrap="nowrap">
                            <span className="number">{row.open_revision_number}</span>
                            <Status state={row.open_revision_state} />
                        </Group>
                    ),
                value: (row) => row.open_revision_state,
            },
            {
                id: 'last_day',
                header: t`Last day`,
                cell: (row) => <Day value={row.last_day} />,
                value: (row) => row.last_day,
            },
            {
                id: 'is_recommended',
                header: t`Recommended`,
                cell: (row) => (row.is_recommended ? t`yes` : '–'),
                value: (row) => row.is_recommended,
                isHidden: isOwn,
            },
            {
                id: 'published_at',
                header: t`Published`,
                cell: (row) => <Day value={row.published_at} />,
                value: (row) => row.published_at,
                isHidden: true,
            },
        ],
        [t, types, licences, isOwn, to, organizationId],
    );
}

/** side: whose page of a revision its number leads to. */
export function useRevisionColumns(
    side: 'operator' | 'seller',
    productId: string,
): Column<RevisionSummary>[] {
    const { t } = useLingui();
    const { organizationId } = useActing();
    return useMemo(
        () => [
            {
                id: 'number',
                header: t`Revision`,
                cell: (row) => {
                    const label = t`Revision ${row.number}`;
                    return side === 'operator' ? (
                        <TextLink
                            to="/o/$organizationId/operator/reviews/$revisionId"
                            params={{ organizationId, revisionId: row.id }}
                            aria-label={label}
                        >
                            {row.number}
                        </TextLink>
                    ) : (
                        <TextLink
                            to="/o/$organizationId/products/$productId/revisions/$number"
                            params={{ organizationId, productId, number: String(row.number) }}
                            aria-label={label}
                        >
                            {row.number}
                        </TextLink>
                    );
                },
                value: (row) => row.number,
                isNumber: true,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'product_version',
                header: t`Version`,
                value: (row) => row.product_version,
            },
            {
                id: 'created_at',
                header: t`Created`,
                cell: (row) => <Time value={row.created_at} exact />,
                value: (row) => row.created_at,
            },
            {
                id: 'release_at',
                header: t`Release`,
                cell: (row) => <Time value={row.release_at} exact />,
                value: (row) => row.release_at,
            },
            {
                id: 'activated_at',
                header: t`Active since`,
                cell: (row) => <Time value={row.activated_at} exact />,
                value: (row) => row.activated_at,
            },
            { id: 'reason', header: t`Reason`, value: (row) => row.reason },
        ],
        [t, side, productId, organizationId],
    );
}
