import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Stack, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Subscription } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { MICROS, useFormat } from '@/ui/format';
import { Logo } from '@/ui/Logo';
import { ButtonLink, TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { Cost } from '@/ui/Money';
import { useServiceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Status, useStateNames } from '@/ui/Status';
import { Day } from '@/ui/Time';

const STATES = ['pending', 'active', 'cancelled'];

export function SubscriptionsPage() {
    const { t } = useLingui();
    const { organizationId, organization, home } = useActing();
    const state = useListState();
    const states = useStateNames();
    const columns = useColumns(organizationId);
    const query = useInfiniteQuery({
        ...apiList('/v1/subscriptions', {
            query: { state: state.get('state'), q: state.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    const toCatalogue = (
        <ButtonLink to="/">
            <Trans>To the catalogue</Trans>
        </ButtonLink>
    );
    return (
        <>
            <PageHeader
                title={t`Subscriptions`}
                crumbs={[home]}
                description={<Trans>What {organization.name} uses, and what it cost this month.</Trans>}
            />
            <DataTable
                name="subscriptions"
                label={t`Subscriptions`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search subscriptions`}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: STATES.map((value) => ({ value, label: states(value) })),
                    },
                ]}
                empty={
                    <EmptyState icon="key" title={t`No subscriptions yet`} action={toCatalogue}>
                        <Trans>Choose a product in the catalogue; what you subscribe to appears here.</Trans>
                    </EmptyState>
                }
            />
        </>
    );
}

function useColumns(organizationId: string): Column<Subscription>[] {
    const { t } = useLingui();
    const format = useFormat();
    const types = useServiceTypeNames();
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Subscription`,
                cell: (row) => (
                    <Group gap="sm" wrap="nowrap">
                        <Logo name={row.product_name} digest={row.logo_digest} size={28} />
                        <Stack gap={0}>
                            <TextLink
                                to="/o/$organizationId/subscriptions/$subscriptionId"
                                params={{ organizationId, subscriptionId: row.id }}
                                fw={500}
                            >
                                {row.name}
                            </TextLink>
                            <Text size="xs" c="dimmed">
                                {row.product_name} · {row.plan_name}
                            </Text>
                        </Stack>
                    </Group>
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
                id: 'seller_name',
                header: t`Seller`,
                value: (row) => row.seller_name,
            },
            {
                id: 'cost_this_month',
                header: t`Cost this month`,
                cell: (row) => <Cost micros={row.cost_this_month_micros} currency={row.currency} />,
                value: (row) => row.cost_this_month_micros / MICROS,
                isNumber: true,
            },
            {
                id: 'active_keys',
                header: t`Active keys`,
                cell: (row) => format.number(row.active_keys),
                value: (row) => row.active_keys,
                isNumber: true,
            },
            {
                id: 'started_at',
                header: t`Started`,
                cell: (row) => <Day value={row.started_at} />,
                value: (row) => row.started_at,
            },
            {
                id: 'product_name',
                header: t`Product`,
                value: (row) => row.product_name,
                isHidden: true,
            },
            {
                id: 'plan_name',
                header: t`Plan`,
                value: (row) => row.plan_name,
                isHidden: true,
            },
            {
                id: 'service_type',
                header: t`Service type`,
                cell: (row) => types(row.service_type),
                value: (row) => row.service_type,
                isHidden: true,
            },
            {
                id: 'cancelled_at',
                header: t`Cancelled`,
                cell: (row) => <Day value={row.cancelled_at} />,
                value: (row) => row.cancelled_at,
                isHidden: true,
            },
            {
                id: 'id',
                header: t`Id`,
                cell: (row) => <code>{row.id}</code>,
                value: (row) => row.id,
                isHidden: true,
            },
        ],
        [t, format, types, organizationId],
    );
}
