import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf, client } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { ExternalSignIn, SignInChallenge, SignInMethod } from '@/api/types';
import { useSignInByProvider } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CloudCredentialFields, useCredentialRules } from './CloudCredentialFields';
import { follow } from './external_sign_in';
import { lastDomain, rememberDomain } from './last_domain';

interface Credential {
    domain: string;
    user_name: string;
    password: string;
    new_password?: string; // where the password has expired
}

interface Props {
    method: SignInMethod;
    isLink: boolean;
    onEmail: (way: ExternalSignIn) => void; // here for the first time
    onChallenge: (challenge: SignInChallenge) => void; // the second factor comes next
    onDone: () => void;
}

async function askCloud(provider_id: string, isLink: boolean, credential: Credential) {
    const begun = bodyOf(
        isLink
            ? await client.POST('/v1/me/linked-identities', { body: { provider_id } })
            : await client.POST('/v1/external-sign-ins', { body: { provider_id } }),
    );
    const path = { id: begun.id };
    return follow(
        bodyOf(
            await client.POST('/v1/external-sign-ins/{id}/answer', { params: { path }, body: credential }),
        ),
    );
}

const isExpired = (way: ExternalSignIn) => way.failure_code === 'cloud_password_expired';

export function CloudCredentialForm({ method, isLink, onEmail, onChallenge, onDone }: Props) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const signIn = useSignInByProvider();
    const form = useForm({
        initialValues: { domain: lastDomain(), user_name: '', password: '', new_password: '' },
        validate: useCredentialRules(),
    });
    const [expired, setExpired] = useState(false);
    const send = useMutation({
        mutationFn: async () => {
            const { new_password, ...known } = form.values;
            const way = await askCloud(method.id, isLink, new_password ? { ...known, new_password } : known);
            if (isExpired(way)) setExpired(true);
            if (way.state !== 'ready') return way;
            rememberDomain(form.values.domain);
            if (isLink) {
                const params = { path: { id: way.id } };
                await client.POST('/v1/external-sign-ins/{id}/link', { params });
                onDone();
                return way;
            }
            try {
                const { challenge } = await signIn(way.id);
                if (challenge) onChallenge(challenge);
                else onDone();
            } catch (failure) {
                if (problemOf(failure).code !== 'email_needed') throw failure;
                onEmail(way);
            }
            return way;
        },
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    const hasFailed = send.data && send.data.state !== 'ready';
    return (
        <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
            <Stack>
                <Problem error={send.error} />
                {hasFailed && (
                    <Alert color="red" icon={<Icon name="alert" />} role="alert">
                        {send.data.failure ?? (
                            <Trans>The cloud took too long to answer. Try once more.</Trans>
                        )}
                    </Alert>
                )}
                <CloudCredentialFields
                    form={form}
                    description={t`The name of your organization at the cloud`}
                >
                    {expired && (
                        <PasswordInput
                            label={t`New password`}
                            description={t`It replaces the one at the cloud, whose rules it has to keep.`}
                            name="new_password"
                            autoComplete="new-password"
                            required
                            withAsterisk={false}
                            visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the password` }}
                            {...form.getInputProps('new_password')}
                        />
                    )}
                </CloudCredentialFields>
                <Button type="submit" loading={send.isPending}>
                    {expired ? (
                        <Trans>Change password</Trans>
                    ) : isLink ? (
                        <Trans>Link</Trans>
                    ) : (
                        <Trans>Sign in</Trans>
                    )}
                </Button>
                {method.password_page && (
                    <Text size="sm" ta="center">
                        <Anchor href={method.password_page} underline="always" rel="noreferrer">
                            <Trans>Forgotten your password at the cloud?</Trans>
                        </Anchor>
                    </Text>
                )}
            </Stack>
        </form>
    );
}
