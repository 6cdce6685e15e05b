// Around every page of an organization: signed in, a member, allowed; else the page says what is missing.

import { useLingui } from '@lingui/react/macro';
import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useMatches, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { ApiProblem } from '@/api/problem';
import { Problem } from '@/ui/Problem';
import { withMore } from '@/shell/more';
import { ForbiddenPage, StrangerPage, ToSignIn } from './pages';
import { ActingSession, rememberOrganization, sessionQuery } from './session';

const RefusedPage = lazy(withMore(() => import('@/features/organizations/RefusedPage')));
const SecondFactorNotice = lazy(withMore(() => import('@/features/organizations/SecondFactorNotice')));
const CloudAccessNotice = lazy(
    withMore(async () => ({
        default: (await import('@/features/federation/CloudAccessNotice')).CloudAccessNotice,
    })),
);

export function OrganizationFrame() {
    const { t } = useLingui();
    const { organizationId } = useParams({ strict: false }) as { organizationId: string };
    const { data: session, error, refetch } = useQuery(sessionQuery(organizationId));
    const permission = useMatches({ select: (matches) => matches.at(-1)?.staticData.permission });
    const isMember = session?.organization?.id === organizationId;

    useEffect(() => {
        if (isMember) rememberOrganization(organizationId);
    }, [isMember, organizationId]);

    if (error instanceof ApiProblem && (error.status === 403 || error.status === 404))
        return <StrangerPage />;
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    if (!session)
        return (
            <Center mih={240}>
                <Loader size="sm" role="status" aria-label={t`Loading`} />
            </Center>
        );
    if (!session.user) return <ToSignIn />;
    const refused = session.organizations.find((one) => one.id === organizationId && one.refusal);
    if (refused)
        return (
            <Suspense>
                <RefusedPage organization={refused} session={session} />
            </Suspense>
        );
    if (!isMember) return <StrangerPage />;
    if (permission && !session.permissions.includes(permission))
        return <ForbiddenPage permission={permission} />;
    return (
        <ActingSession value={session}>
            <Suspense fallback={null}>
                <CloudAccessNotice />
                {session.organization?.second_factor_due_at && (
                    <SecondFactorNotice
                        name={session.organization.name}
                        from={session.organization.second_factor_due_at}
                    />
                )}
            </Suspense>
            <Outlet />
        </ActingSession>
    );
}
