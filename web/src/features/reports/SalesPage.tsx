import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Skeleton, Stack, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList, apiQuery } from '@/api/query';
import type { Sale, Statistics } from '@/api/types';
import { Mail, Outside } from '@/features/catalog/SellerContact';
import { platformQuery } from '@/shell/Footer';
import { useActing } from '@/shell/session';
import { Chart } from '@/ui/Chart';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { useFormat } from '@/ui/format';
import { onePage } from '@/ui/list_query';
import { useListState } from '@/ui/list_state';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { PeriodFields } from './PeriodFields';
import { dayOf, isReversed, type Period, periodOf, queryOf } from './period';
import { conversionOf, SalesFigures, useConversion } from './SalesFigures';
import { SaveCsv } from './SaveCsv';

/** What a seller sold, and what visitors made of its products. */
export function SalesPage() {
    const { t } = useLingui();
    const { organization, home } = useActing();
    const state = useListState();
    const platform = useQuery(platformQuery());
    const today = dayOf(new Date(), platform.data?.billing_zone ?? 'UTC');
    const [from, to] = [state.get('from'), state.get('to')];
    const period = useMemo(() => periodOf(from, to, today), [from, to, today]);
    return (
        <>
            <PageHeader
                title={t`Sales`}
                crumbs={[home]}
                description={
                    <Trans>What {organization.name} sold, and how often its products were looked at.</Trans>
                }
            />
            {platform.error && <Problem error={platform.error} onRetry={() => platform.refetch()} />}
            {platform.data && (
                <Stack gap={32}>
                    <Group gap="md" align="flex-end">
                        <PeriodFields
                            period={period}
                            today={today}
                            onChange={(chosen) => state.set({ ...chosen })}
                        />
                    </Group>
                    {!isReversed(period) && (
                        <>
                            <Views period={period} />
                            <Sold period={period} />
                        </>
                    )}
                </Stack>
            )}
        </>
    );
}

// ---- What was looked at, requested and subscribed to

function Views({ period }: { period: Period }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { data, error, refetch } = useQuery({
        ...apiQuery('/v1/seller/statistics', { query: queryOf(period), organization: organizationId }),
        placeholderData: keepPreviousData,
    });
    if (error && !data) return <Problem error={error} onRetry={() => refetch()} />;
    if (!data) return <Skeleton h={320} aria-label={t`Loading`} />;
    return (
        <Stack gap="lg">
            <SalesFigures total={data.total} />
            <ByDay statistics={data} />
            <ByProduct statistics={data} period={period} />
        </Stack>
    );
}

function ByDay({ statistics }: { statistics: Statistics }) {
    const { t } = useLingui();
    const format = useFormat();
    const chart = useMemo(() => {
        const short = new Intl.DateTimeFormat(format.dateLocale, {
            day: 'numeric',
            month: 'short',
            timeZone: 'UTC',
        });
        const { days } = statistics;
        return {
            categories: days.map((one) => short.format(new Date(one.day))),
            series: [
                { label: t`Page views`, values: days.map((one) => one.views) },
                { label: t`Requests`, values: days.map((one) => one.requests) },
                { label: t`Subscriptions`, values: days.map((one) => one.subscriptions) },
            ],
        };
    }, [statistics, format.dateLocale, t]);
    const { views, requests, subscriptions } = statistics.total;
    if (views + requests + subscriptions === 0) return null;
    return <Chart {...chart} label={t`By day`} format={format.number} />;
}

type ProductRow = Statistics['products'][number];

function ByProduct({ statistics, period }: { statistics: Statistics; period: Period }) {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const format = useFormat();
    const conversion = useConversion();
    const columns: Column<ProductRow>[] = [
        {
            id: 'product_name',
            header: t`Product`,
            cell: (row) =>
                may('offerings') ? (
                    <TextLink
                        to="/o/$organizationId/products/$productId"
                        params={{ organizationId, productId: row.product_id }}
                    >
                        {row.product_name}
                    </TextLink>
                ) : (
                    row.product_name
                ),
            value: (row) => row.product_name,
        },
        number('views', t`Page views`),
        number('requests', t`Requests`),
        number('subscriptions', t`Subscriptions`),
        {
            id: 'conversion',
            header: t`Conversion`,
            cell: conversion,
            value: conversionOf,
            isNumber: true,
        },
    ];
    function number(id: 'views' | 'requests' | 'subscriptions', header: string): Column<ProductRow> {
        return { id, header, cell: (row) => format.number(row[id]), value: (row) => row[id], isNumber: true };
    }
    return (
        <section aria-labelledby="products">
            <Title order={2} id="products" mb="sm">
                <Trans>By product</Trans>
            </Title>
            <DataTable
                name="product-statistics"
                label={t`By product`}
                prefix="product_"
                columns={columns}
                query={onePage(statistics.products)}
                rowId={(row) => row.product_id}
                actions={<SaveCsv path="/v1/seller/statistics.csv" name="statistics" period={period} />}
                empty={
                    <EmptyState icon="chart" title={t`Nothing to count in this period`}>
                        <Trans>Views of your products’ pages are counted from now on.</Trans>
                    </EmptyState>
                }
            />
        </section>
    );
}

// ---- What was sold

function Sold({ period }: { period: Period }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const state = useListState();
    const columns = useSaleColumns();
    const query = useInfiniteQuery({
        ...apiList('/v1/seller/sales', {
            query: { ...queryOf(period), q: state.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    return (
        <section aria-labelledby="sales">
            <Title order={2} id="sales" mb="sm">
                <Trans>Sales history</Trans>
            </Title>
            <DataTable
                name="sales"
                label={t`Sales history`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search product, plan or customer`}
                actions={<SaveCsv path="/v1/seller/sales.csv" name="sales" period={period} />}
                empty={
                    <EmptyState icon="cart" title={t`Nothing sold in this period`}>
                        <Trans>An order stands here once it is complete.</Trans>
                    </EmptyState>
                }
            />
        </section>
    );
}

function useSaleColumns(): Column<Sale>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'sold_at',
                header: t`Sold`,
                cell: (row) => <Time value={row.sold_at} exact />,
                value: (row) => row.sold_at,
            },
            {
                id: 'product_name',
                header: t`Product`,
                value: (row) => `${row.product_name} ${row.product_version}`,
            },
            { id: 'plan_name', header: t`Plan`, value: (row) => row.plan_name },
            {
                id: 'customer_name',
                header: t`Customer`,
                value: (row) => row.customer_name,
            },
            {
                id: 'contact_email',
                header: t`Contact`,
                cell: (row) => row.contact_email && <Mail address={row.contact_email} />,
                value: (row) => row.contact_email,
            },
            {
                id: 'website',
                header: t`Website`,
                cell: (row) => row.website && <Outside href={row.website} />,
                value: (row) => row.website,
                isHidden: true,
            },
            {
                id: 'ended_at',
                header: t`State`,
                cell: (row) => <Status state={row.ended_at ? 'ended' : 'active'} />,
                value: (row) => row.ended_at,
            },
        ],
        [t],
    );
}
