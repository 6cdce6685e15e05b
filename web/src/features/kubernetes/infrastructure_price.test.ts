import { expect, test } from 'vitest';
import { pricesOf, valuesOf } from './infrastructure_price';

const rate = (micros: number, per: number) => ({ micros, per, currency: 'EUR' });

test('prices are shown for one processor, one GiB and one piece', () => {
    const values = valuesOf([
        { kind: 'cpu', storage_class: null, rate: rate(18_000_000, 1000) },
        { kind: 'memory', storage_class: null, rate: rate(9_000_000, 2048) },
        { kind: 'disk', storage_class: 'fast', rate: rate(250_000, 1) },
    ]);
    expect(values).toEqual({
        cpu: 18,
        memory: 4.5,
        disk: '',
        load_balancer: '',
        classes: [{ name: 'fast', price: 0.25 }],
    });
});

test('what has no price is not sent, and what has is sent back the same', () => {
    const values = {
        cpu: 18,
        memory: '' as const,
        disk: 0.1,
        load_balancer: 0,
        classes: [{ name: ' fast ', price: 0.25 }],
    };
    const prices = pricesOf(values, 'EUR');
    expect(prices.map((one) => [one.kind, one.rate.micros])).toEqual([
        ['cpu', 18_000_000],
        ['disk', 100_000],
        ['load_balancer', 0],
        ['disk', 250_000],
    ]);
    expect(prices[3]).toMatchObject({ storage_class: 'fast' });
    const read = valuesOf(prices.map((one) => ({ storage_class: null, ...one })));
    expect(read).toEqual({ ...values, classes: [{ name: 'fast', price: 0.25 }] });
});
