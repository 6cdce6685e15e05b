import { useLingui } from '@lingui/react/macro';
import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Session } from '@/api/types';
import { Problem } from '@/ui/Problem';
import { StrangerPage } from './pages';
import { sessionQuery, useOrganizationId } from './session';

/**
 * Addresses of mails that name no organization: the same page of the organization that is meant.
 * What is the operator's is looked at for the operator, all else for the organization used last.
 */
export function InOrganization() {
    const { t } = useLingui();
    const navigate = useNavigate();
    const { href } = useLocation();
    // While the other page loads, the location is that page's already.
    const [start] = useState(href);
    const { data: session, error, refetch } = useQuery(sessionQuery(useOrganizationId()));
    const meant = session && addressFor(session, start);
    useEffect(() => {
        // <Navigate> would navigate anew with every render until the other page is there.
        if (meant) void navigate({ href: meant, replace: true });
    }, [meant, navigate]);
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    if (session && !meant) return <StrangerPage />;
    return (
        <Center mih={240}>
            <Loader size="sm" role="status" aria-label={t`Loading`} />
        </Center>
    );
}

export function addressFor(session: Session, address: string): string | null {
    if (!session.user) return `/sign-in?${new URLSearchParams({ return: address })}`;
    const operator = session.organizations.find((one) => one.is_operator);
    const organization = (address.startsWith('/operator') && operator) || session.organization;
    return organization && `/o/${organization.id}${address}`;
}
