import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Group, Loader, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { bodyOf, client } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { ExternalSignIn } from '@/api/types';
import { CodeForm } from '@/features/identity/CodeForm';
import { EntranceFrame } from '@/features/identity/EntranceFrame';
import { safeReturn } from '@/features/identity/return_address';
import { useSignInByProvider } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { follow } from './external_sign_in';

interface Answer {
    provider_id: string;
    state?: string;
    code?: string;
    iss?: string;
    error?: string;
}

async function handOver(
    { provider_id, code, iss, error }: Answer,
    path: { id: string },
): Promise<ExternalSignIn> {
    const given = Object.fromEntries(
        Object.entries({ provider_id, code, iss, error }).filter(([, value]) => value),
    );
    try {
        return bodyOf(
            await client.POST('/v1/external-sign-ins/{id}/answer', { params: { path }, body: given }),
        );
    } catch (failure) {
        // The page was loaded anew: go on with what is there.
        if (problemOf(failure).code !== 'already_answered') throw failure;
        return bodyOf(await client.GET('/v1/external-sign-ins/{id}', { params: { path } }));
    }
}

/** Where a provider leads back to: the session begins, or the account is linked. */
export function CallbackPage() {
    const { t } = useLingui();
    const navigate = useNavigate();
    const signIn = useSignInByProvider();
    const { providerId } = useParams({ strict: false }) as { providerId: string };
    const [answer] = useState<Answer>({ ...useSearch({ strict: false }), provider_id: providerId });
    const isBegun = useRef(false);
    const finish = useMutation({
        mutationFn: async () => {
            const way = await follow(await handOver(answer, { id: answer.state ?? '' }));
            if (way.state !== 'ready') return { way, challenge: null };
            if (way.purpose === 'sign_in') return { way, challenge: (await signIn(way.id)).challenge };
            await client.POST('/v1/external-sign-ins/{id}/link', { params: { path: { id: way.id } } });
            return { way, challenge: null };
        },
        onSuccess: ({ way, challenge }) => {
            if (way.state === 'ready' && !challenge) void go(way);
        },
    });
    const go = (way: ExternalSignIn) =>
        navigate({
            href: way.purpose === 'link' ? '/account' : (safeReturn(way.return_to ?? undefined) ?? '/'),
            replace: true,
        });
    const { mutate } = finish;
    useEffect(() => {
        if (isBegun.current) return;
        isBegun.current = true;
        // A code is nobody's business: neither the history's nor the next page's.
        window.history.replaceState(window.history.state, '', window.location.pathname);
        mutate();
    }, [mutate]);
    const way = finish.data?.way,
        challenge = finish.data?.challenge;
    if (way && challenge)
        return (
            <EntranceFrame title={t`Sign in`}>
                <CodeForm
                    challenge={challenge}
                    onDone={() => void go(way)}
                    onBack={() => void navigate({ to: '/sign-in', replace: true })}
                />
            </EntranceFrame>
        );
    const hasFailed = !!finish.error || (!!way && way.state !== 'ready');
    return (
        <EntranceFrame title={hasFailed ? t`You could not be signed in` : t`Signing in…`}>
            {hasFailed ? <Failed error={finish.error} way={way} /> : <Waiting />}
        </EntranceFrame>
    );
}

function Waiting() {
    return (
        <Group role="status">
            <Loader size="sm" />
            <Text>
                <Trans>What the provider said is being checked.</Trans>
            </Text>
        </Group>
    );
}

function Failed({ error, way }: { error: unknown; way: ExternalSignIn | undefined }) {
    const problem = error ? problemOf(error) : undefined;
    const mayRegister = problem?.code === 'no_account' || problem?.code === 'not_linked';
    // What the provider led to is nothing that it was asked for.
    const isBroken = problem?.status === 422 || problem?.code === 'no_route';
    return (
        <Stack>
            {problem && !isBroken ? (
                <Problem error={error} />
            ) : (
                <Alert color="red" icon={<Icon name="alert" />} role="alert">
                    {isBroken ? (
                        <Trans>This address is not whole. Begin once more.</Trans>
                    ) : (
                        (way?.failure ?? (
                            <Trans>The provider took too long to answer. Begin once more.</Trans>
                        ))
                    )}
                </Alert>
            )}
            <Group>
                <ButtonLink to="/sign-in" search={{ return: '/account' }}>
                    <Trans>Sign in another way</Trans>
                </ButtonLink>
                {mayRegister && (
                    <ButtonLink to="/register" variant="default">
                        <Trans>Register your organization</Trans>
                    </ButtonLink>
                )}
            </Group>
        </Stack>
    );
}
