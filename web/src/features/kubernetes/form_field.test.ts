import { expect, test } from 'vitest';
import type { FormField } from '@/api/types';
import { faultOf, listIn, newPassword } from './form_field';

const format = { text: (texts: unknown) => (texts as { en: string } | null)?.en ?? '' };
const field = (more: Partial<FormField>) =>
    ({ path: 'host', pattern: '[a-z]+', pattern_message: { en: 'Small letters.' }, ...more }) as FormField;

test('what breaks the seller’s rule is told in the seller’s words', () => {
    expect(faultOf(field({}), 'shop', format)).toBeNull();
    expect(faultOf(field({}), 'Shop', format)).toBe('Small letters.');
    expect(faultOf(field({}), '', format)).toBeNull();
    expect(faultOf(field({ multiple: true }), ['a', 'B'], format)).toBe('Small letters.');
});

test('a rule that the browser cannot read is left to the server', () => {
    expect(faultOf(field({ pattern: '(?i)[a-z]++' }), '?', format)).toBeNull();
});

test('lists are typed one a line', () => {
    expect(listIn('')).toEqual([]);
    expect(listIn('a\nb')).toEqual(['a', 'b']);
});

test('generated passwords are long and never the same', () => {
    expect(newPassword()).toMatch(/^[a-zA-Z2-9]{20}$/);
    expect(newPassword()).not.toBe(newPassword());
});
