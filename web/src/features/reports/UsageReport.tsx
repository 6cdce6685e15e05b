// Usage of a period: the sums, a chart by day, and a table by what one chooses.

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Skeleton, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import { useMemo } from 'react';
import { apiQuery } from '@/api/query';
import type { UsageSums } from '@/api/types';
import { platformQuery } from '@/shell/Footer';
import { useActing } from '@/shell/session';
import { saveText } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { useListState } from '@/ui/list_state';
import { Cost, Money } from '@/ui/Money';
import { Problem } from '@/ui/Problem';
import { Figures } from './Figures';
import { PeriodFields } from './PeriodFields';
import { dayOf, isReversed, type Period, periodOf, queryOf } from './period';
import { UsageChart } from './UsageChart';
import { UsageTable } from './UsageTable';
import { type Group as Grouping, type Measure } from './usage_chart';

export interface UsageScope {
    subscriptionId?: string;
    period: Period;
    today: string;
    group: Grouping;
}

/** The usage of a subscription, or of all; what is chosen stands in the address. */
export function UsageReport(props: { subscriptionId?: string; groups: Grouping[] }) {
    const state = useListState();
    const platform = useQuery(platformQuery());
    const today = dayOf(new Date(), platform.data?.billing_zone ?? 'UTC');
    const [from, to] = [state.get('from'), state.get('to')];
    const period = useMemo(() => periodOf(from, to, today), [from, to, today]);
    if (platform.error) return <Problem error={platform.error} onRetry={() => platform.refetch()} />;
    if (!platform.data) return <Skeleton h={320} />;
    const group = props.groups.find((one) => one === state.get('group')) ?? props.groups[0] ?? 'day';
    const scope: UsageScope = {
        subscriptionId: props.subscriptionId,
        period,
        today,
        group,
    };
    return (
        <Stack gap="lg">
            <Choices scope={scope} groups={props.groups} />
            {!isReversed(period) && (
                <>
                    <Totals scope={scope} />
                    <UsageChart
                        scope={scope}
                        measure={state.get('measure') === 'tokens' ? 'tokens' : 'cost'}
                    />
                    <UsageTable scope={scope} />
                </>
            )}
        </Stack>
    );
}

export function useUsage(scope: UsageScope, groupBy: Grouping[]) {
    const { organizationId } = useActing();
    const report = apiQuery('/v1/usage', {
        query: {
            ...queryOf(scope.period),
            subscription_id: scope.subscriptionId,
            group_by: groupBy,
        },
        organization: organizationId,
    });
    return useQuery({
        ...report,
        // Another period may stand until this one is there; rows by something else have other columns.
        placeholderData: (former, query) =>
            query && withoutPeriod(query.queryKey) === withoutPeriod(report.queryKey) ? former : undefined,
    });
}

function withoutPeriod([organization, address]: readonly [string | null, string]): string {
    return `${organization} ${address.replace(/\b(from|to)=[^&]*/g, '')}`;
}

function Choices({ scope, groups }: { scope: UsageScope; groups: Grouping[] }) {
    const { t } = useLingui();
    const state = useListState();
    const names: Record<Grouping, string> = {
        key: t`by key`,
        model: t`by model`,
        day: t`by day`,
        subscription: t`by subscription`,
    };
    const measures: Record<Measure, string> = { cost: t`Cost`, tokens: t`Tokens` };
    return (
        <Group gap="md" align="flex-end">
            <PeriodFields
                period={scope.period}
                today={scope.today}
                onChange={(period) => state.set({ ...period })}
            />
            <NativeSelect
                label={t`Show`}
                value={scope.group}
                onChange={(event) => state.set({ group: event.currentTarget.value, sort: undefined })}
                data={groups.map((value) => ({ value, label: names[value] }))}
            />
            <NativeSelect
                label={t({ message: 'Chart', context: 'diagram' })}
                value={state.get('measure') ?? 'cost'}
                onChange={(event) => state.set({ measure: event.currentTarget.value })}
                data={Object.entries(measures).map(([value, label]) => ({ value, label }))}
            />
        </Group>
    );
}

/** Every day, key and model in one file, as the server writes it. */
export function UsageDetails({ scope }: { scope: UsageScope }) {
    const { organizationId } = useActing();
    const save = useMutation({
        mutationFn: async () => {
            const text = bodyOf(
                await client.GET('/v1/usage.csv', {
                    params: {
                        query: {
                            ...queryOf(scope.period),
                            subscription_id: scope.subscriptionId,
                            group_by: ['day', 'subscription', 'key', 'model'],
                        },
                    },
                    headers: forOrganization(organizationId),
                    parseAs: 'text',
                    querySerializer: { array: { style: 'form', explode: false } },
                }),
            );
            saveText(`usage-${scope.period.from}-${scope.period.to}.csv`, 'text/csv', text);
        },
    });
    return (
        <>
            <Button
                variant="default"
                leftSection={<Icon name="download" size={14} />}
                loading={save.isPending}
                onClick={() => save.mutate()}
            >
                <Trans>All details as CSV</Trans>
            </Button>
            <Problem error={save.error} />
        </>
    );
}

function Totals({ scope }: { scope: UsageScope }) {
    const { t } = useLingui();
    const { data, error, refetch } = useUsage(scope, [scope.group]);
    if (error && !data) return <Problem error={error} onRetry={() => refetch()} />;
    if (!data) return <Skeleton h={76} aria-label={t`Loading`} />;
    return <UsageFigures total={data.total} />;
}

export function UsageFigures({ total }: { total: UsageSums }) {
    const { t } = useLingui();
    const format = useFormat();
    return (
        <Figures
            figures={[
                {
                    label: t`Cost`,
                    value: <Money value={total.cost} />,
                    note: (
                        <Trans>
                            exactly <Cost micros={total.cost_micros} currency={total.currency} />
                        </Trans>
                    ),
                },
                {
                    label: t`Calls`,
                    value: format.number(total.calls),
                    note: total.estimated_calls > 0 && (
                        <Plural value={total.estimated_calls} one="# estimated" other="# estimated" />
                    ),
                },
                {
                    label: t`Input tokens`,
                    value: format.number(total.tokens_in),
                    note: <Trans>{format.number(total.tokens_cached)} of them cached</Trans>,
                },
                {
                    label: t`Output tokens`,
                    value: format.number(total.tokens_out),
                    note: <Trans>{format.number(total.tokens_reasoning)} of them reasoning</Trans>,
                },
            ]}
        />
    );
}
