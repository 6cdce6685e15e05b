import { useLingui } from '@lingui/react/macro';
import { Skeleton, Stack } from '@mantine/core';
import { ToSignIn } from '@/shell/pages';
import { useSession } from '@/shell/session';
import { PageHeader } from '@/ui/PageHeader';
import { ApiTokens } from './ApiTokens';
import { ChangePassword } from './ChangePassword';
import { PersonForm } from './PersonForm';
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
                <PersonForm user={session.user} />
                <ChangePassword user={session.user} />
                <Sessions />
                <ApiTokens />
            </Stack>
        </>
    );
}
