import { Trans, useLingui } from '@lingui/react/macro';
import type { OrganizationSummary } from '@/api/types';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink } from '@/ui/links';
import { usePageTitle } from '@/ui/PageHeader';

/** The organization requires a second factor, and the person has none yet. */
export function SecondFactorMissing({ organization }: { organization: OrganizationSummary }) {
    const { t } = useLingui();
    usePageTitle(t`Second factor required`);
    return (
        <EmptyState
            isPage
            icon="shield"
            title={t`${organization.name} requires a second factor`}
            action={
                <ButtonLink to="/account" hash="second-factors">
                    <Trans>Set up a second factor</Trans>
                </ButtonLink>
            }
        >
            <Trans>
                Add a device or a passkey to your account: you are let in at once, without signing in anew.
            </Trans>
        </EmptyState>
    );
}
