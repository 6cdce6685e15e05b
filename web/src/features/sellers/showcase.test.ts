import { expect, test } from 'vitest';
import { bodyOf, merged, type Showcase } from './showcase';

const base: Showcase = {
    name: 'Nimbus',
    website: 'https://nimbus.test',
    contact_email: 'a@nimbus.test',
    support_email: 'b@nimbus.test',
    support_url: '',
    logo_digest: 'abc',
    logo: '',
    about: { en: 'We', de: '', fr: '', cs: '' },
};

test('what only the other changed is taken over, what only I changed stays', () => {
    const mine = { ...base, about: { ...base.about, de: 'Wir' } };
    const theirs = { ...base, name: 'Nimbus Labs', about: { ...base.about, en: 'We are' } };
    const { showcase, both } = merged(base, mine, theirs);
    expect(showcase).toEqual({
        ...base,
        name: 'Nimbus Labs',
        about: { en: 'We are', de: 'Wir', fr: '', cs: '' },
    });
    expect(both).toEqual([]);
});

test('where both changed something, mine stays and the field is named', () => {
    const mine = { ...base, about: { ...base.about, en: 'Mine' } };
    const theirs = { ...base, about: { ...base.about, en: 'Theirs' } };
    const { showcase, both } = merged(base, mine, theirs);
    expect(showcase.about.en).toBe('Mine');
    expect(both).toEqual(['about.en']);
});

test('both saying the same is no conflict', () => {
    const mine = { ...base, name: 'N' };
    expect(merged(base, mine, mine).both).toEqual([]);
});

test('a new logo goes without its wrapping and replaces the old one', () => {
    expect(bodyOf({ ...base, logo: 'data:image/png;base64,AAAA' })).toMatchObject({ logo: 'AAAA' });
    expect(bodyOf({ ...base, logo: 'data:image/png;base64,AAAA' })).not.toHaveProperty('logo_digest');
    expect(bodyOf(base)).toMatchObject({ logo_digest: 'abc' });
    expect(bodyOf({ ...base, logo_digest: '' })).not.toHaveProperty('logo_digest');
});

test('an empty text is none', () => {
    expect(bodyOf(base).about).toEqual({ en: 'We', de: null, fr: null, cs: null });
    expect(bodyOf(base)).not.toHaveProperty('support_url');
});
