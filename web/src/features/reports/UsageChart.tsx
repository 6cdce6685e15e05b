import { useLingui } from '@lingui/react/macro';
import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { Chart, type Series } from '@/ui/Chart';
import { useFormat } from '@/ui/format';
import { daysOf } from './period';
import { type UsageScope, useUsage } from './UsageReport';
import { type Measure, seriesOf, tokensOf } from './usage_chart';

/** A bar a day; its parts are the keys, models or subscriptions, or the kinds of tokens. */
export function UsageChart(props: { scope: UsageScope; measure: Measure; height?: number }) {
    const { scope, measure, height } = props;
    const { t } = useLingui();
    const format = useFormat();
    const { group, period, today } = scope;
    const { data } = useUsage(scope, group === 'day' ? ['day'] : ['day', group]);
    const currency = data?.total.currency ?? '';
    const names = useMemo(
        () => ({ cost: t`Cost`, input: t`Input tokens`, output: t`Output tokens`, rest: t`Others` }),
        [t],
    );
    const chart = useMemo(() => {
        const days = daysOf(period, today);
        const rows = data?.rows ?? [];
        const whole = (label: string, of: (row: (typeof rows)[number]) => number): Series => {
            const byDay = new Map(rows.map((row) => [row.day, of(row)]));
            return { label, values: days.map((day) => byDay.get(day) ?? 0) };
        };
        const series =
            group !== 'day'
                ? seriesOf(
                      rows,
                      days,
                      group,
                      measure === 'cost' ? (r) => r.cost_micros : tokensOf,
                      names.rest,
                  )
                : measure === 'cost'
                  ? [whole(names.cost, (row) => row.cost_micros)]
                  : [
                        whole(names.input, (row) => row.tokens_in),
                        whole(names.output, (row) => row.tokens_out),
                    ];
        const short = new Intl.DateTimeFormat(format.dateLocale, {
            day: 'numeric',
            month: 'short',
            timeZone: 'UTC',
        });
        return { categories: days.map((day) => short.format(new Date(day))), series };
    }, [data, period, today, group, measure, names, format.dateLocale]);
    const write = useMemo(
        () =>
            measure === 'cost'
                ? (value: number) => format.micros(Math.round(value), currency, 4)
                : (value: number) => format.compact(value),
        [measure, currency, format],
    );
    if (!data) return <Skeleton h={height ?? 220} aria-label={t`Loading`} />;
    if (data.total.calls === 0) return null;
    return <Chart {...chart} label={t`Usage by day`} format={write} height={height} />;
}
