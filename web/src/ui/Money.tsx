import { useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import type { Money as MoneyValue, Rate as RateValue } from '@/api/types';
import { useFormat } from './format';
import { usePeriodNames, useUnitNames } from './names';

/** An amount of money, rounded to what can be paid. */
export function Money({ value }: { value: MoneyValue }) {
    const format = useFormat();
    return <span className="number">{format.money(value)}</span>;
}

/** A cost that is not rounded yet: the same digits in all rows of a table, the exact amount on hover. */
export function Cost({
    micros,
    currency,
    digits = 4,
}: {
    micros: number;
    currency: string;
    digits?: number;
}) {
    const format = useFormat();
    const exact = format.micros(micros, currency);
    // Something that costs a little must not look free.
    const isTiny = Math.abs(micros) * 2 < 10 ** (6 - digits);
    return (
        <span className="number" title={exact}>
            {isTiny ? exact : format.micros(micros, currency, digits, digits)}
        </span>
    );
}

/** A price for a number of units: "€0.15 per 1M tokens", "€45.99 per month". */
export function Rate(props: {
    value: RateValue;
    meter?: string | null;
    period?: string | null;
    size?: string;
}) {
    const { value, meter, period, size = 'sm' } = props;
    const { t } = useLingui();
    const format = useFormat();
    const units = useUnitNames();
    const periods = usePeriodNames();
    const price = format.rate(value);
    const unit = meter ? units(meter, value.per) : '';
    const count = value.per === 1 ? '' : format.compact(value.per);
    const what = [count, unit].filter(Boolean).join(' ');
    // "GiB and month" says its period already.
    const isTimed = meter?.endsWith('_month') || meter?.endsWith('_hour');
    const per = [what && t`per ${what}`, period && !isTimed && periods(period)].filter(Boolean).join(' ');
    return (
        <span>
            <span className="number">{price}</span>
            {per && (
                <Text span size={size} c="dimmed">
                    {' '}
                    {per}
                </Text>
            )}
        </span>
    );
}
