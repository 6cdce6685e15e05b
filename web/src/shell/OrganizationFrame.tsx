// Around every page of an organization: signed in, a member, allowed; else the page says what is missing.

import { useLingui } from '@lingui/react/macro';
import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useMatches, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ApiProblem } from '@/api/problem';
import { Problem } from '@/ui/Problem';
import { ForbiddenPage, StrangerPage, ToSignIn } from './pages';
import { rememberOrganization, sessionQuery } from './session';

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
    if (!isMember) return <StrangerPage />;
    if (permission && !session.permissions.includes(permission))
        return <ForbiddenPage permission={permission} />;
    return <Outlet />;
}
