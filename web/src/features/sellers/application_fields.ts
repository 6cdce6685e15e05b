import { useLingui } from '@lingui/react/macro';
import type { Organization, SellerApplication } from '@/api/types';

export const applicationFields = [
    'name',
    'website',
    'contact_email',
    'support_email',
    'support_url',
    'country',
] as const;

export type ApplicationField = (typeof applicationFields)[number];

export function useApplicationNames(): Record<ApplicationField, string> {
    const { t } = useLingui();
    return {
        name: t`Seller name`,
        website: t`Website`,
        contact_email: t`E-mail for sales`,
        support_email: t`E-mail for support`,
        support_url: t`Support link`,
        country: t`Country`,
    };
}

/** What was said last, else what the profile says already. */
export function startOf(
    { name, profile }: Organization,
    last: SellerApplication | undefined,
): Record<ApplicationField, string> {
    return {
        name: last?.name ?? profile?.company_name ?? name,
        website: last?.website ?? profile?.website ?? '',
        contact_email: last?.contact_email ?? profile?.contact_email ?? '',
        support_email: last?.support_email ?? '',
        support_url: last?.support_url ?? '',
        country: last?.country ?? profile?.country ?? '',
    };
}
