import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Divider, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { bodyOf, client } from '@/api/client';
import { ButtonLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useSignInMethods } from './sign_in_methods';

/** Sign-in by identity providers: those of everybody, of the mail address's domain, and the one of a link. */
export function ProviderButtons(props: {
    email: string;
    providerId?: string;
    returnTo: string | null;
    only?: string[]; // providers; undefined: all
    note?: ReactNode;
    hasNoDivider?: boolean; // nothing stands above them, or what has one of its own
}) {
    const { t } = useLingui();
    const methods = useSignInMethods(props.email, props.providerId).filter(
        ({ id }) => props.only?.includes(id) ?? true,
    );
    const begin = useMutation({
        mutationFn: async (provider_id: string) =>
            bodyOf(
                await client.POST('/v1/external-sign-ins', {
                    body: { provider_id, ...(props.returnTo ? { return_to: props.returnTo } : {}) },
                }),
            ),
        onSuccess: ({ location }) => location && window.location.assign(location),
    });
    if (!methods.length) return null;
    return (
        <Stack gap="xs">
            {!props.hasNoDivider && <Divider label={<Trans>or</Trans>} />}
            <Problem error={begin.error} />
            {props.note}
            {methods.map((method) =>
                method.kind === 'keystone' ? (
                    <ButtonLink
                        key={method.id}
                        to="/sign-in/cloud"
                        search={{
                            provider: method.id,
                            ...(props.returnTo ? { return: props.returnTo } : {}),
                        }}
                        variant="default"
                        className="wraps"
                    >
                        {t`Sign in with ${method.name}`}
                    </ButtonLink>
                ) : (
                    <Button
                        key={method.id}
                        variant="default"
                        className="wraps"
                        loading={(begin.isPending || begin.isSuccess) && begin.variables === method.id}
                        onClick={() => begin.mutate(method.id)}
                    >
                        {t`Sign in with ${method.name}`}
                    </Button>
                ),
            )}
        </Stack>
    );
}
