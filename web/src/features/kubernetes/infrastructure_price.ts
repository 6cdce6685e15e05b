// The operator's prices as a form has them: of one processor, GiB or piece, in the currency itself.
import type { useForm } from '@mantine/form';
import type { InfrastructurePrice } from '@/api/types';
import { MICROS } from '@/ui/format';

/** Empty: there is no price. */
type Amount = number | '';

export interface PriceValues {
    cpu: Amount;
    memory: Amount;
    disk: Amount;
    load_balancer: Amount;
    classes: { name: string; price: Amount }[];
}

export type PriceForm = ReturnType<typeof useForm<PriceValues>>;

export const emptyPrice: PriceValues['classes'][number] = { name: '', price: '' };

/** How many of the API's units make one of the form's. */
const UNITS = { cpu: 1000, memory: 1024, disk: 1, load_balancer: 1 };
type Kind = keyof typeof UNITS;
const KINDS = Object.keys(UNITS) as Kind[];

const amountOf = ({ kind, rate }: InfrastructurePrice): Amount =>
    Math.round((rate.micros * UNITS[kind]) / rate.per) / MICROS;

export function valuesOf(prices: InfrastructurePrice[]): PriceValues {
    const general = (kind: Kind) => {
        const price = prices.find((one) => one.kind === kind && !one.storage_class);
        return price ? amountOf(price) : '';
    };
    return {
        cpu: general('cpu'),
        memory: general('memory'),
        disk: general('disk'),
        load_balancer: general('load_balancer'),
        classes: prices
            .filter((one) => one.storage_class)
            .map((one) => ({ name: one.storage_class ?? '', price: amountOf(one) })),
    };
}

export function pricesOf(values: PriceValues, currency: string) {
    const rate = (kind: Kind, amount: number) => ({
        micros: Math.round(amount * MICROS),
        per: UNITS[kind],
        currency,
    });
    const general = KINDS.flatMap((kind) => {
        const amount = values[kind];
        return amount === '' ? [] : [{ kind, rate: rate(kind, amount) }];
    });
    const classes = values.classes.flatMap(({ name, price }) =>
        price === '' || !name.trim()
            ? []
            : [{ kind: 'disk' as const, storage_class: name.trim(), rate: rate('disk', price) }],
    );
    return [...general, ...classes];
}
