// What a seller edits of its public page, and what becomes of it when two edit at once.
import type { Seller } from '@/api/types';
import type { Language } from '@/i18n/language';

export interface Showcase {
    name: string;
    website: string;
    contact_email: string;
    support_email: string;
    support_url: string;
    logo_digest: string;
    logo: string; // a new one as a data address; empty: the one of logo_digest, or none
    about: Record<Language, string>;
}

export function showcaseOf(seller: Seller): Showcase {
    const { about } = seller;
    return {
        name: seller.name,
        website: seller.website,
        contact_email: seller.contact_email,
        support_email: seller.support_email,
        support_url: seller.support_url ?? '',
        logo_digest: seller.logo_digest ?? '',
        logo: '',
        about: { en: about.en ?? '', de: about.de ?? '', fr: about.fr ?? '', cs: about.cs ?? '' },
    };
}

/** As the API takes it: what is empty is not there. */
export function bodyOf(showcase: Showcase) {
    const { logo, logo_digest, support_url, about, ...said } = showcase;
    const texts = Object.fromEntries(
        Object.entries(about).map(([language, text]) => [language, text.trim() ? text : null]),
    );
    return {
        ...said,
        about: texts as unknown as Seller['about'],
        ...(support_url.trim() ? { support_url } : {}),
        ...(logo ? { logo: logo.replace(/^data:[^,]*,/, '') } : logo_digest ? { logo_digest } : {}),
    };
}

type Flat = Record<string, string>;

const flat = ({ about, ...rest }: Showcase): Flat => ({
    ...rest,
    ...Object.fromEntries(Object.entries(about).map(([language, text]) => [`about.${language}`, text])),
});

/**
 * Somebody else saved `theirs` while I made `mine` of `base`: what only they changed is taken over, what only
 * I changed stays, and where both did mine stays and is named.
 */
export function merged(
    base: Showcase,
    mine: Showcase,
    theirs: Showcase,
): { showcase: Showcase; both: string[] } {
    const [before, own, other] = [flat(base), flat(mine), flat(theirs)];
    const isMine = (field: string) => own[field] !== before[field];
    const both = Object.keys(own).filter(
        (field) => isMine(field) && other[field] !== before[field] && other[field] !== own[field],
    );
    const pick = (field: string) => (isMine(field) ? own : other)[field] ?? '';
    return {
        both,
        showcase: {
            name: pick('name'),
            website: pick('website'),
            contact_email: pick('contact_email'),
            support_email: pick('support_email'),
            support_url: pick('support_url'),
            logo_digest: pick('logo_digest'),
            logo: pick('logo'),
            about: {
                en: pick('about.en'),
                de: pick('about.de'),
                fr: pick('about.fr'),
                cs: pick('about.cs'),
            },
        },
    };
}
