// The pages that tell what is not possible, each with a way on.

import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Skeleton, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ErrorComponentProps, Navigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { ApiProblem } from '@/api/problem';
import type { Permission } from '@/api/types';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink } from '@/ui/links';
import { roleFor, useRoleNames } from '@/ui/names';
import { usePageTitle } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { withMore } from './more';

const AskForRole = lazy(
    withMore(async () => ({
        default: (await import('@/features/organizations/AskForRole')).AskForRole,
    })),
);

function ToCatalogue() {
    return (
        <ButtonLink to="/">
            <Trans>To the catalogue</Trans>
        </ButtonLink>
    );
}

export function NotFoundPage() {
    const { t } = useLingui();
    usePageTitle(t`Page not found`);
    return (
        <EmptyState isPage icon="search" title={t`There is no page at this address`} action={<ToCatalogue />}>
            <Trans>It may have been moved, or the address has a typing error.</Trans>
        </EmptyState>
    );
}

/** What stands in the place of a page whose data are not there, or gone; null if they are there. */
export function absence(query: { data: unknown; error: Error | null; refetch: () => unknown }) {
    const { data, error, refetch } = query;
    if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
    if (data) return null;
    return error ? <Problem error={error} onRetry={() => void refetch()} /> : <Loading />;
}

function Loading() {
    const { t } = useLingui();
    return <Skeleton h={360} aria-label={t`Loading`} />;
}

/** Catches what a page throws; the rest of the application stays. */
export function ErrorPage({ error }: ErrorComponentProps) {
    const { t } = useLingui();
    const router = useRouter();
    const queries = useQueryClient();
    usePageTitle(t`Something went wrong`);
    if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
    const retry = () => {
        // Code that did not come, as after an update of the marketplace, comes with a fresh page only.
        if (!(error instanceof ApiProblem)) return window.location.reload();
        void queries.resetQueries();
        void router.invalidate();
    };
    return (
        <Stack maw={640}>
            <Problem error={error} onRetry={retry} />
            <Group>
                <ToCatalogue />
            </Group>
        </Stack>
    );
}

export function ForbiddenPage({ permission }: { permission: Permission }) {
    const { t } = useLingui();
    const needed = roleFor[permission];
    const role = useRoleNames()(needed ?? permission);
    usePageTitle(t`Not allowed`);
    const action = (
        <>
            <Suspense>
                <AskForRole needed={needed} />
            </Suspense>
            <ToCatalogue />
        </>
    );
    return (
        <EmptyState isPage icon="shield" title={t`You may not use this page`} action={action}>
            {permission === 'operate' ? (
                <Trans>Only the operator of the marketplace may use this page.</Trans>
            ) : (
                <Trans>It needs the role {role}, which owners and administrators give.</Trans>
            )}
        </EmptyState>
    );
}

export function StrangerPage() {
    const { t } = useLingui();
    usePageTitle(t`Not your organization`);
    return (
        <EmptyState
            isPage
            icon="building"
            title={t`You do not belong to this organization`}
            action={<ToCatalogue />}
        >
            <Trans>Sign in with another account, or choose one of your organizations above.</Trans>
        </EmptyState>
    );
}

/** Leads to the sign-in, and from there back to the address where one is now. */
export function ToSignIn() {
    const router = useRouter();
    // The first address: it is that of the sign-in already while its page is still being loaded.
    const [address] = useState(router.state.location.href);
    return <Navigate to="/sign-in" search={{ return: address }} replace />;
}
