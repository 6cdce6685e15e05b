import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { OperatorProduct } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink, TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { useServiceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Status, useStateNames } from '@/ui/Status';
import { Day } from '@/ui/Time';

const STATES = ['unpublished', 'published', 'end_of_life'];

/** What the organization sells, published or not. */
export function OwnProductsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const state = useListState();
    const states = useStateNames();
    const columns = useColumns(organizationId);
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
                        options: STATES.map((value) => ({ value, label: states(value) })),
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

function useColumns(organizationId: string): Column<OperatorProduct>[] {
    const { t } = useLingui();
    const types = useServiceTypeNames();
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Product`,
                cell: (row) => (
                    <>
                        <TextLink
                            to="/o/$organizationId/products/$productId"
                            params={{ organizationId, productId: row.id }}
                            fw={500}
                        >
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
                id: 'published_at',
                header: t`Published`,
                cell: (row) => <Day value={row.published_at} />,
                value: (row) => row.published_at,
            },
        ],
        [t, types, organizationId],
    );
}
