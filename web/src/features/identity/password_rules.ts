// The rules for passwords as the server has them (A11); it also refuses the most common ones.
export type PasswordRule =
    'too_short' | 'no_lower' | 'no_upper' | 'no_digit' | 'no_special' | 'contains_name';

export const MIN_LENGTH = 12;

/** Which rules the password keeps. `names`: parts of name and address that must not be in it. */
export function brokenRules(password: string, names: string[]): Set<PasswordRule> {
    const broken = new Set<PasswordRule>();
    if ([...password].length < MIN_LENGTH) broken.add('too_short');
    if (!/\p{Ll}/u.test(password)) broken.add('no_lower');
    if (!/\p{Lu}/u.test(password)) broken.add('no_upper');
    if (!/\p{Nd}/u.test(password)) broken.add('no_digit');
    if (!/[^\p{L}\p{Nd}]/u.test(password)) broken.add('no_special');
    const folded = password.toLowerCase();
    if (names.some((name) => name.length >= 4 && folded.includes(name.toLowerCase())))
        broken.add('contains_name');
    return broken;
}
