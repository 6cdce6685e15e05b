import { describe, expect, it } from 'vitest';
import { formatMicros, formatMoney, formatRelative, formatSize, textOf } from './format';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
    it('has the digits of its currency', () => {
        expect(formatMoney({ minor: 4990, currency: 'EUR' }, 'en')).toBe('€49.90');
        expect(formatMoney({ minor: 4990, currency: 'JPY' }, 'en')).toBe('¥4,990');
    });

    it('is written as the language writes it', () => {
        expect(plain(formatMoney({ minor: 123450, currency: 'EUR' }, 'de'))).toBe('1.234,50 €');
        expect(plain(formatMoney({ minor: 123450, currency: 'EUR' }, 'fr'))).toBe('1 234,50 €');
        expect(plain(formatMoney({ minor: 123450, currency: 'EUR' }, 'cs'))).toBe('1 234,50 €');
    });

    it('keeps what is less than a cent', () => {
        expect(formatMicros(150, 'EUR', 'en')).toBe('€0.00015');
        expect(formatMicros(150_000, 'EUR', 'en')).toBe('€0.15');
    });
});

describe('times', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');

    it('are told relative to now, in whole steps', () => {
        expect(formatRelative('2026-11-22T11:58:30Z', now, 'en')).toBe('1 minute ago');
        expect(formatRelative('2026-11-20T11:00:00Z', now, 'en')).toBe('2 days ago');
        expect(formatRelative('2026-11-22T15:00:00Z', now, 'de')).toBe('in 3 Stunden');
        expect(formatRelative('2026-11-22T12:00:00Z', now, 'en')).toBe('now');
    });
});

describe('sizes', () => {
    it('have the unit that reads best', () => {
        expect(formatSize(18_234, 'en')).toBe('18 kB');
        expect(formatSize(1_400_000, 'en')).toBe('1.4 MB');
        expect(formatSize(7, 'en')).toBe('7 bytes');
    });
});

describe('texts', () => {
    const texts = { en: 'Model', de: 'Modell', fr: null, cs: null };

    it('are taken in the language of the person', () => {
        expect(textOf(texts, 'de')).toEqual({ text: 'Modell', language: 'de' });
    });

    it('are taken in English where they are not there, and say so', () => {
        expect(textOf(texts, 'cs')).toEqual({ text: 'Model', language: 'en' });
    });

    it('are taken in whichever language there is', () => {
        expect(textOf({ en: null, de: null, fr: 'Modèle', cs: null }, 'cs')).toEqual({
            text: 'Modèle',
            language: 'fr',
        });
    });
});
