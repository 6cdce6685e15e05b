import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { Platform } from '@/api/types';
import { platformQuery } from '@/shell/Footer';

export type Terms = Platform['seller_terms'][number];

/** The terms for sellers in the person's language, else in English, else in any; none if there are none. */
export function useSellerTerms(): Terms | undefined {
    const { i18n } = useLingui();
    const all = useQuery(platformQuery()).data?.seller_terms ?? [];
    const inLanguage = (language: string) => all.find((one) => one.language === language);
    return inLanguage(i18n.locale) ?? inLanguage('en') ?? all[0];
}
