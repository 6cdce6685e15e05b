import { Trans, useLingui } from '@lingui/react/macro';
import { Stack } from '@mantine/core';
import { useActing } from '@/shell/session';
import { PageHeader } from '@/ui/PageHeader';
import { AccessRules } from './AccessRules';
import { AuthenticationRules } from './AuthenticationRules';
import { OrganizationTokens } from './OrganizationTokens';
import { Partners } from './Partners';

/** By what programs, signed in by what and from where people act for the organization. */
export function AccessPage() {
    const { t } = useLingui();
    const { organization, home } = useActing();
    return (
        <>
            <PageHeader
                title={t`Access`}
                crumbs={[home]}
                description={
                    <Trans>
                        Who acts for {organization.name}: which programs, by what people sign in, and from
                        where.
                    </Trans>
                }
            />
            <Stack gap="xl">
                <OrganizationTokens />
                <AuthenticationRules />
                <AccessRules />
                <Partners />
            </Stack>
        </>
    );
}
