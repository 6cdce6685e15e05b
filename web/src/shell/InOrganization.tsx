import { useLingui } from '@lingui/react/macro';
import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from '@tanstack/react-router';
import { Problem } from '@/ui/Problem';
import { StrangerPage } from './pages';
import { sessionQuery, useOrganizationId } from './session';

/**
 * Addresses of mails that name no organization: the same page of the organization that is meant.
 * What is the operator's is looked at for the operator, all else for the organization used last.
 */
export function InOrganization() {
    const { t } = useLingui();
    const { pathname, search, href } = useLocation();
    const { data: session, error, refetch } = useQuery(sessionQuery(useOrganizationId()));
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    if (!session)
        return (
            <Center mih={240}>
                <Loader size="sm" aria-label={t`Loading`} />
            </Center>
        );
    if (!session.user) return <Navigate to="/sign-in" search={{ return: href }} replace />;
    const operator = session.organizations.find((one) => one.is_operator);
    const meant = (pathname.startsWith('/operator') && operator) || session.organization;
    if (!meant) return <StrangerPage />;
    return <Navigate to={`/o/${meant.id}${pathname}` as '/'} search={search} replace />;
}
