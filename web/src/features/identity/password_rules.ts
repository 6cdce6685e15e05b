// The rules for passwords as the server has them (A11); it also refuses the most common ones.
export type PasswordRule =
    'too_short' | 'no_lower' | 'no_upper' | 'no_digit' | 'no_special' | 'contains_name';

export const MIN_LENGTH = 12;
const SHORTEST_NAME = 4; // bytes, as the server counts

/** Without case and accents. */
const foldedOf = (text: string) =>
    text
        .normalize('NFKD')
        .replace(/\p{Mn}/gu, '')
        .toUpperCase()
        .toLowerCase();

/** Any word of the name, or of the mail address before its @. */
function namesOf(name: string, email: string): string[] {
    const bytes = new TextEncoder();
    const words = foldedOf(`${name} ${email.split('@')[0]}`).split(/[ .,\-_+']+/);
    return words.filter((word) => bytes.encode(word).length >= SHORTEST_NAME);
}

/** Which rules the password of this person does not keep. Letters beyond ASCII count as special. */
export function brokenRules(password: string, name: string, email: string): Set<PasswordRule> {
    const broken = new Set<PasswordRule>();
    if ([...password].length < MIN_LENGTH) broken.add('too_short');
    if (!/[a-z]/.test(password)) broken.add('no_lower');
    if (!/[A-Z]/.test(password)) broken.add('no_upper');
    if (!/[0-9]/.test(password)) broken.add('no_digit');
    if (!/[^a-zA-Z0-9]/.test(password)) broken.add('no_special');
    const folded = foldedOf(password);
    if (namesOf(name, email).some((word) => folded.includes(word))) broken.add('contains_name');
    return broken;
}
