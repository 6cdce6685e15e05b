import { expect, test } from 'vitest';
import type { Quote } from '@/api/types';
import { formOf, microsOf, newLine, priceOf, quoteOf } from './quote_form';

test('a price is read to the last digit, with a point or a comma', () => {
    expect(microsOf('0.1')).toBe(100_000);
    expect(microsOf(' 1234,567891 ')).toBe(1_234_567_891);
    expect(microsOf('1e3')).toBeNull();
    expect(microsOf('-1')).toBeNull();
    expect(microsOf('0.1234567')).toBeNull();
    for (const text of ['0', '750', '0.15', '33.335', '0.000001'])
        expect(priceOf(microsOf(text) ?? -1)).toBe(text);
});

test('lines without a word are not sent, and only what their kind needs is', () => {
    const line = { ...newLine(), text: 'Care', price: '12.50', meter: 'left over', quantity: 3 };
    const form = { ...formOf(undefined, false), lines: [line, newLine()] };
    expect(quoteOf(form, 'EUR').lines).toEqual([
        {
            text: 'Care',
            kind: 'one_time',
            period: null,
            meter: null,
            quantity: 3,
            rate: { micros: 12_500_000, per: 1, currency: 'EUR' },
        },
    ]);
});

test('a copy of an old quote needs a new day', () => {
    const quote = { lines: [], valid_until: '2026-11-30', terms: 'Pay.' } as unknown as Quote;
    expect(formOf(quote, false).valid_until).toBe('2026-11-30');
    expect(formOf(quote, true)).toMatchObject({ valid_until: '', terms: 'Pay.' });
});
