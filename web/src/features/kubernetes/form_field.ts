import type { FormField } from '@/api/types';
import type { useFormat } from '@/ui/format';

export type { FormField };

/** The values of a list are typed one a line. */
export const linesOf = (value: unknown) => (Array.isArray(value) ? value.join('\n') : '');
export const listIn = (text: string) => (text === '' ? [] : text.split('\n'));

/** The seller's rule for a text, checked while one types; the server checks again. */
export function faultOf(
    field: FormField,
    value: unknown,
    format: Pick<ReturnType<typeof useFormat>, 'text'>,
): string | null {
    if (!field.pattern) return null;
    const texts = (Array.isArray(value) ? value : [value]).filter(
        (one): one is string => typeof one === 'string' && one !== '',
    );
    const pattern = patternOf(field.pattern);
    if (!pattern || texts.every((text) => pattern.test(text))) return null;
    return format.text(field.pattern_message) || field.pattern;
}

/** null where the browser does not know what the server does (PCRE2). */
function patternOf(source: string): RegExp | null {
    try {
        return new RegExp(`^(?:${source})$`, 'u');
    } catch {
        return null;
    }
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 20 characters that are not mistaken for each other: 115 bits. */
export function newPassword(): string {
    const bytes = crypto.getRandomValues(new Uint32Array(20));
    return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}
