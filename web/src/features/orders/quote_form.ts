// A private quote as long as it is being written.
import type { NewQuote, Quote } from '@/api/types';
import { MICROS } from '@/ui/format';

export type LineKind = 'one_time' | 'recurring' | 'usage';

export interface QuoteLineForm {
    key: string;
    text: string;
    kind: LineKind;
    period: 'hour' | 'month' | 'year';
    meter: string;
    quantity: number | string;
    price: string;
}

export interface QuoteForm {
    lines: QuoteLineForm[];
    description: string;
    terms: string;
    valid_until: string;
    is_delivered_later: boolean;
}

export const newLine = (): QuoteLineForm => ({
    key: crypto.randomUUID(),
    text: '',
    kind: 'one_time',
    period: 'month',
    meter: '',
    quantity: 1,
    price: '',
});

/** "0.15" or "0,15" in micros of the currency; null if it is no plain price. */
export function microsOf(price: string): number | null {
    const match = /^(\d{1,7})(?:[.,](\d{1,6}))?$/.exec(price.trim());
    return match ? Number(match[1]) * MICROS + Number((match[2] ?? '').padEnd(6, '0')) : null;
}

/** Micros as they are typed: "0.15". */
export function priceOf(micros: number): string {
    const digits = String(micros % MICROS)
        .padStart(6, '0')
        .replace(/0+$/, '');
    return Math.trunc(micros / MICROS) + (digits && `.${digits.padEnd(2, '0')}`);
}

/** What to begin with: the draft, or a copy of what was sent before; a copy needs a new day. */
export function formOf(quote: Quote | undefined, isCopy: boolean): QuoteForm {
    return {
        lines: quote?.lines.length
            ? quote.lines.map((line) => ({
                  key: crypto.randomUUID(),
                  text: line.text,
                  kind: line.kind,
                  period: (line.period ?? 'month') as QuoteLineForm['period'],
                  meter: line.meter ?? '',
                  quantity: line.quantity || 1,
                  price: priceOf(line.rate.micros / (line.rate.per || 1)),
              }))
            : [newLine()],
        description: quote?.description ?? '',
        terms: quote?.terms ?? '',
        valid_until: (!isCopy && quote?.valid_until) || '',
        is_delivered_later: quote?.is_delivered_later ?? false,
    };
}

/** For the API; a line of which nothing was typed is none. */
export function quoteOf(form: QuoteForm, currency: string): NewQuote {
    return {
        lines: form.lines
            .filter((line) => line.text.trim() || line.price.trim())
            .map((line) => ({
                text: line.text.trim(),
                kind: line.kind,
                period: line.kind === 'recurring' ? line.period : null,
                meter: line.kind === 'usage' ? line.meter.trim() || null : null,
                quantity: line.kind === 'usage' ? 0 : Number(line.quantity) || 0,
                rate: { micros: microsOf(line.price) ?? -1, per: 1, currency },
            })),
        description: form.description.trim() || null,
        terms: form.terms.trim() || null,
        valid_until: form.valid_until || null,
        is_delivered_later: form.is_delivered_later,
    };
}
