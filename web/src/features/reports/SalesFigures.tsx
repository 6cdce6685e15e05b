import { useLingui } from '@lingui/react/macro';
import type { StatisticSums } from '@/api/types';
import { useFormat } from '@/ui/format';
import { Figures } from './Figures';

/** Of a hundred views, how many became a request or a subscription; null without views. */
export function conversionOf(sums: StatisticSums): number | null {
    return sums.views ? (sums.requests + sums.subscriptions) / sums.views : null;
}

export function useConversion() {
    const { locale } = useFormat();
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    return (sums: StatisticSums) => {
        const conversion = conversionOf(sums);
        return conversion === null ? '–' : percent.format(conversion);
    };
}

/** What visitors made of a seller's products. */
export function SalesFigures({ total }: { total: StatisticSums }) {
    const { t } = useLingui();
    const format = useFormat();
    const conversion = useConversion();
    return (
        <Figures
            figures={[
                {
                    label: t`Page views`,
                    value: format.number(total.views),
                    note: t`of product pages, without robots and your own people`,
                },
                { label: t`Requests`, value: format.number(total.requests) },
                { label: t`Subscriptions`, value: format.number(total.subscriptions) },
                {
                    label: t`Conversion`,
                    value: conversion(total),
                    note: t`requests and subscriptions of page views`,
                },
            ]}
        />
    );
}
