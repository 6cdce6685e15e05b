import { describe, expect, it } from 'vitest';
import { brokenRules } from './password_rules';
import { safeReturn } from './return_address';
import { browserOf } from './user_agent';

describe('a password', () => {
    it('that keeps all rules breaks none', () => {
        expect([...brokenRules('Correct-Horse-7', ['anna'])]).toEqual([]);
    });

    it.each([
        ['Short-7a', 'too_short'],
        ['UPPER-CASE-ONLY-7', 'no_lower'],
        ['lower-case-only-7', 'no_upper'],
        ['No-Digit-In-Here', 'no_digit'],
        ['NoSpecialSign77', 'no_special'],
        ['My-Name-Is-Anna-7', 'contains_name'],
    ])('%s breaks the rule %s', (password, rule) => {
        expect([...brokenRules(password, ['anna'])]).toEqual([rule]);
    });

    it('counts characters, not bytes', () => {
        expect(brokenRules('Žluťoučký-1', []).has('too_short')).toBe(true);
        expect(brokenRules('Žluťoučký-12', []).has('too_short')).toBe(false);
    });
});

describe('the address to return to', () => {
    it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', undefined])(
        'is never outside: %s',
        (address) => expect(safeReturn(address)).toBeNull(),
    );

    it('may be any page of ours', () => {
        expect(safeReturn('/products/almanac?plan=1')).toBe('/products/almanac?plan=1');
    });
});

it('calls a browser by its name', () => {
    expect(browserOf('Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0')).toBe(
        'Firefox, Linux',
    );
    expect(browserOf('curl/8.5')).toBe('curl/8.5');
});
