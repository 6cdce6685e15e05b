import { describe, expect, it } from 'vitest';
import { brokenRules } from './password_rules';
import { safeReturn } from './return_address';
import { browserOf } from './user_agent';

describe('a password', () => {
    it('that keeps all rules breaks none', () => {
        expect([...brokenRules('Correct-Horse-7', 'Anna Ek', 'anna.e@acme.example')]).toEqual([]);
    });

    it.each([
        ['Short-7a', 'too_short'],
        ['UPPER-CASE-ONLY-7', 'no_lower'],
        ['lower-case-only-7', 'no_upper'],
        ['No-Digit-In-Here', 'no_digit'],
        ['NoSpecialSign77', 'no_special'],
        ['My-Name-Is-Anna-7', 'contains_name'],
        ['ÄÖÜ-lower-case-7', 'no_upper'],
    ])('%s breaks the rule %s', (password, rule) => {
        expect([...brokenRules(password, 'Anna Ek', 'anna.e@acme.example')]).toEqual([rule]);
    });

    it.each([
        ['Anna Ek', 'x@acme.example', 'Ek-And-Acme-17', false], // short, or behind the @
        ["Lea O'Brien", 'x@acme.example', 'My-Brien-1234', true],
        ['Zoë Štěpán', 'x@acme.example', 'My-Stepan-1234', true],
        ['', 'kim_larsson+shop@acme.example', 'My-Larsson-12', true],
    ])('of %s (%s): %s', (name, email, password, contains) => {
        expect(brokenRules(password, name, email).has('contains_name')).toBe(contains);
    });

    it('counts characters, not bytes', () => {
        expect(brokenRules('Žluťoučký-1', '', '').has('too_short')).toBe(true);
        expect(brokenRules('Žluťoučký-12', '', '').has('too_short')).toBe(false);
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
