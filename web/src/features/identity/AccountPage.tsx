import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Skeleton, Stack } from '@mantine/core';
import { ToSignIn } from '@/shell/pages';
import { LinkedIdentities } from '@/features/federation/LinkedIdentities';
import { NotificationSettings } from '@/features/notices/NotificationSettings';
import { useSession } from '@/shell/session';
import { PageHeader } from '@/ui/PageHeader';
import { ApiTokens } from './ApiTokens';
import { ChangePassword } from './ChangePassword';
import { Passkeys } from './Passkeys';
import { PersonForm } from './PersonForm';
import { SecondFactors } from './SecondFactors';
import { Sessions } from './Sessions';

export function AccountPage() {
    const { t } = useLingui();
    const session = useSession();
    if (!session) return <Skeleton h={240} aria-label={t`Loading`} />;
    if (!session.user) return <ToSignIn />;
    return (
        <>
            <PageHeader title={t`Account`} description={session.user.email} />
            <Stack gap={40} maw={920}>
                {session.is_limited && (
                    <Alert>
                        <Trans>
                            You signed in by the identity provider of an organization, which vouches for you
                            there alone. To act for your other organizations or change your account, prove who
                            you are: by your password or second factor. Who has no password sets one by
                            “Forgotten password”.
                        </Trans>
                    </Alert>
                )}
                <PersonForm user={session.user} />
                <ChangePassword user={session.user} />
                <Passkeys />
                <SecondFactors />
                <LinkedIdentities user={session.user} />
                <NotificationSettings session={session} />
                <Sessions />
                <ApiTokens />
            </Stack>
        </>
    );
}
