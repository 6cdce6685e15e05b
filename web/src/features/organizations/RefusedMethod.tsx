import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { OrganizationSummary, Session } from '@/api/types';
import { ProviderButtons } from '@/features/federation/ProviderButtons';
import { useSignInMethods } from '@/features/federation/sign_in_methods';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink, TextLink } from '@/ui/links';
import { usePageTitle } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { isLocal, useMethodNames } from './method_names';

/** The organization does not allow the method by which the session began. */
export function RefusedMethod(props: { organization: OrganizationSummary; session: Session }) {
    const { t } = useLingui();
    const { organization, session } = props;
    const email = session.user?.email ?? '';
    const names = useMethodNames(useSignInMethods(email));
    const returnTo = `/o/${organization.id}`;
    const providers = organization.methods.filter((method) => !isLocal(method));
    usePageTitle(t`Not by this sign-in method`);
    return (
        <EmptyState
            isPage
            icon="shield"
            title={t`Sign in another way to act for ${organization.name}`}
            action={
                <Stack gap="sm" w="100%" maw={320}>
                    {providers.length < organization.methods.length && (
                        <ButtonLink to="/sign-in" search={{ return: returnTo }}>
                            {t`Sign in with ${names(organization.methods.filter(isLocal))}`}
                        </ButtonLink>
                    )}
                    <ProviderButtons email={email} returnTo={returnTo} only={providers} hasNoDivider />
                    {organization.roles.includes('owner') && (
                        <BreakGlass organization={organization} method={session.method ?? ''} />
                    )}
                </Stack>
            }
        >
            <Trans>It lets people in by: {names(organization.methods)}.</Trans>{' '}
            {providers.length > 0 && (
                <Trans>
                    If your account is not linked there yet,{' '}
                    <TextLink to="/account" hash="linked-identities" underline="always">
                        link it first
                    </TextLink>
                    .
                </Trans>
            )}
        </EmptyState>
    );
}

function BreakGlass({ organization, method }: { organization: OrganizationSummary; method: string }) {
    const queries = useQueryClient();
    const breakGlass = useMutation({
        mutationFn: () =>
            client.POST('/v1/authentication-rules/break-glass', {
                body: { organization_id: organization.id },
            }),
        onSuccess: () => queries.invalidateQueries(),
    });
    return (
        <Stack gap="xs" mt="md">
            <Text size="sm" c="dimmed">
                <Trans>
                    An owner always gets in by password or passkey. That is recorded in the audit log and
                    mailed to all owners.
                </Trans>
            </Text>
            <Problem error={breakGlass.error} />
            {isLocal(method) ? (
                <Button variant="default" loading={breakGlass.isPending} onClick={() => breakGlass.mutate()}>
                    <Trans>Act as an owner all the same</Trans>
                </Button>
            ) : (
                <ButtonLink to="/sign-in" search={{ return: `/o/${organization.id}` }} variant="default">
                    <Trans>Sign in with password or passkey</Trans>
                </ButtonLink>
            )}
        </Stack>
    );
}
