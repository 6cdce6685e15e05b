import { useLingui } from '@lingui/react/macro';
import { Skeleton, Stack } from '@mantine/core';
import { Navigate, useLocation } from '@tanstack/react-router';
import { useSession } from '@/shell/session';
import { PageHeader } from '@/ui/PageHeader';
import { ApiTokens } from './ApiTokens';
import { ChangePassword } from './ChangePassword';
import { PersonForm } from './PersonForm';
import { Sessions } from './Sessions';

export function AccountPage() {
    const { t } = useLingui();
    const session = useSession();
    const location = useLocation();
    if (!session) return <Skeleton h={240} aria-label={t`Loading`} />;
    if (!session.user) return <Navigate to="/sign-in" search={{ return: location.href }} replace />;
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
