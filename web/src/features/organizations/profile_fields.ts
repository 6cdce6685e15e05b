import { useLingui } from '@lingui/react/macro';
import type { Profile } from '@/api/types';

export const profileFields = [
    'company_name',
    'website',
    'contact_email',
    'marketplace_email',
    'phone',
    'registration_number',
    'vat_id',
    'street',
    'postal_code',
    'city',
    'country',
] as const;

export type ProfileField = (typeof profileFields)[number];

export type ProfileValues = Record<ProfileField, string>;

export const requiredFields: ProfileField[] = [
    'company_name',
    'website',
    'contact_email',
    'marketplace_email',
    'country',
];

export function useFieldNames(): Record<ProfileField, string> & Record<string, string> {
    const { t } = useLingui();
    return {
        company_name: t`Company name`,
        website: t`Company website`,
        contact_email: t`Contact e-mail for sellers`,
        marketplace_email: t`Contact e-mail for the operator`,
        phone: t`Telephone`,
        registration_number: t`Registration number`,
        vat_id: t`VAT id`,
        street: t`Street`,
        postal_code: t`Postal code`,
        city: t`City`,
        country: t`Country`,
    };
}

/** The form's values from a profile; texts that are not there are empty. */
export function valuesOf(profile: Profile | null): ProfileValues {
    const pairs = profileFields.map((name) => [name, profile?.[name] ?? '']);
    return Object.fromEntries(pairs) as ProfileValues;
}

/** "info", "procurement" are teams; "anna.berger" looks like one person, who may leave (C3). */
export function looksPersonal(address: string): boolean {
    return /^[a-z]+[._-][a-z]+@/i.test(address.trim());
}

// ISO 3166-1 alpha-2; the names come from the browser in the person's language.
export const countries =
    'AD AE AR AT AU BA BE BG BR CA CH CL CN CO CY CZ DE DK EE ES FI FR GB GE GR HK HR HU ID IE IL IN IS IT JP KE KR LI LT LU LV MA MC MD ME MK MT MX MY NG NL NO NZ PH PL PT RO RS SA SE SG SI SK SM TH TN TR TW UA US VA VN XK ZA'.split(
        ' ',
    );
