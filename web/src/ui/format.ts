// Numbers, money and times as the person's language writes them. Amounts stay whole numbers
// (minor units, micros) up to here; only the last step to text divides.
import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import type { Money, Rate, Texts } from '@/api/types';

export const MICROS = 1_000_000;

/** Digits behind the point of a currency: 2 for EUR, 0 for JPY. */
function currencyDigits(currency: string): number {
    return (
        new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
            .maximumFractionDigits ?? 2
    );
}

export function formatMoney(money: Money, locale: string): string {
    const digits = currencyDigits(money.currency);
    return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency }).format(
        money.minor / 10 ** digits,
    );
}

/** An amount in micros of the currency, with `least` to `digits` digits behind the point (at most 6). */
export function formatMicros(
    micros: number,
    currency: string,
    locale: string,
    digits = 6,
    least = currencyDigits(currency),
): string {
    return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: Math.min(least, digits),
        maximumFractionDigits: digits,
    }).format(micros / MICROS);
}

export function formatNumber(value: number, locale: string): string {
    return new Intl.NumberFormat(locale).format(value);
}

/** 131072 -> "131K": for context lengths and axes. */
export function formatCompact(value: number, locale: string): string {
    return new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

export function formatSize(bytes: number, locale: string): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    let step = 0;
    let value = bytes;
    while (value >= 1000 && step < units.length - 1) {
        value /= 1000;
        step += 1;
    }
    return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: units[step],
        unitDisplay: step ? 'short' : 'long',
        maximumFractionDigits: value < 10 && step ? 1 : 0,
    }).format(value);
}

export function formatDate(time: string, locale: string): string {
    // A date without a time is a day, not midnight in London.
    const isDay = time.length === 10;
    return new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        ...(isDay ? { timeZone: 'UTC' } : {}),
    }).format(new Date(time));
}

export function formatTime(time: string, locale: string): string {
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
        new Date(time),
    );
}

/** Of today, where the day goes without saying: "12:04". */
export function formatClock(time: string, locale: string): string {
    return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(time));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
];

/** "3 hours ago", "in 2 days", "now". */
export function formatRelative(time: string, now: number, locale: string): string {
    const seconds = (new Date(time).getTime() - now) / 1000;
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    for (const [unit, length] of STEPS)
        if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
    return format.format(0, 'second');
}

/** The text in the person's language, else in English, else in whichever there is. */
export function textOf(texts: Texts | null | undefined, locale: string): { text: string; language: string } {
    const known = texts as Record<string, string | null> | null | undefined;
    for (const language of [locale, 'en', 'de', 'fr', 'cs']) {
        const text = known?.[language];
        if (text) return { text, language };
    }
    return { text: '', language: locale };
}

function formatsOf(locale: string) {
    // Days are British as the English texts are: 24 Nov 2026. Numbers are not: Britain writes a million as 1m.
    const dateLocale = locale === 'en' ? 'en-GB' : locale;
    return {
        locale,
        dateLocale,
        money: (money: Money) => formatMoney(money, locale),
        micros: (micros: number, currency: string, digits?: number, least?: number) =>
            formatMicros(micros, currency, locale, digits, least),
        rate: (rate: Rate) => formatMicros(rate.micros, rate.currency, locale),
        number: (value: number) => formatNumber(value, locale),
        compact: (value: number) => formatCompact(value, locale),
        size: (bytes: number) => formatSize(bytes, locale),
        date: (time: string) => formatDate(time, dateLocale),
        time: (time: string) => formatTime(time, dateLocale),
        clock: (time: string) => formatClock(time, dateLocale),
        text: (texts: Texts | null | undefined) => textOf(texts, locale).text,
        list: (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
        country: (code: string) => new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code,
        language: (code: string) => new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code,
    };
}

/** The formats of the language that is chosen now. */
export function useFormat() {
    const { i18n } = useLingui();
    const locale = i18n.locale || 'en';
    return useMemo(() => formatsOf(locale), [locale]);
}
