// /password?token=…: where the links of our mails lead. Looking does not use the link up; sending does.

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Center, Checkbox, Loader, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { client } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { PasswordLink } from '@/api/types';
import { Icon } from '@/ui/icons';
import { ButtonLink, TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { EntranceFrame } from './EntranceFrame';
import { LookAtMail } from './LookAtMail';
import { NewPasswordField } from './NewPasswordField';
import { rememberedReturn } from './return_address';
import { brokenRules } from './password_rules';

export function PasswordPage() {
    const { t } = useLingui();
    const { token = '' } = useSearch({ strict: false }) as { token?: string };
    const link = useQuery({
        queryKey: [null, '/v1/password-links/inspection', token],
        queryFn: async () =>
            (await client.POST('/v1/password-links/inspection', { body: { token } })).data as PasswordLink,
        enabled: token !== '',
        staleTime: Number.POSITIVE_INFINITY,
    });
    if (link.data?.is_usable) return <ChoosePassword token={token} link={link.data} />;
    if (link.data) return <OldLink token={token} link={link.data} />;
    if (token === '' || (link.error instanceof ApiProblem && link.error.status === 404))
        return <UnknownLink />;
    return (
        <EntranceFrame title={t`Choose a password`}>
            <Problem error={link.error} onRetry={() => link.refetch()} />
            {link.isPending && (
                <Center>
                    <Loader size="sm" role="status" aria-label={t`Loading`} />
                </Center>
            )}
        </EntranceFrame>
    );
}

function ChoosePassword({ token, link }: { token: string; link: PasswordLink }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const form = useForm({
        initialValues: { password: '', revokes_api_tokens: false },
        validate: {
            password: (value) =>
                brokenRules(value, '', link.email).size ? t`The password does not keep all rules.` : null,
        },
    });
    const send = useMutation({
        mutationFn: () => client.POST('/v1/passwords', { body: { token, ...form.values } }),
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    if (send.isSuccess)
        return (
            <EntranceFrame title={t`Your password is set`}>
                <Text role="status">
                    <Trans>
                        You can sign in with it now. Where you were signed in before, you are signed out.
                    </Trans>
                </Text>
                {link.other_ways_in > 0 && (
                    <Text>
                        <Plural
                            value={link.other_ways_in}
                            one="One passkey or linked account opens your account too: look it over once you are signed in."
                            other="# passkeys and linked accounts open your account too: look them over once you are signed in."
                        />
                    </Text>
                )}
                <ButtonLink to="/sign-in" search={rememberedReturn()}>
                    <Trans>Sign in</Trans>
                </ButtonLink>
            </EntranceFrame>
        );
    return (
        <EntranceFrame
            title={link.purpose === 'set' ? t`Choose your password` : t`Choose a new password`}
            description={<Trans>For the account {link.email}</Trans>}
        >
            <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
                <Stack>
                    <Problem error={send.error} />
                    <input
                        type="text"
                        name="username"
                        autoComplete="username"
                        value={link.email}
                        readOnly
                        hidden
                    />
                    <NewPasswordField
                        label={t`New password`}
                        name="password"
                        personName=""
                        email={link.email}
                        {...form.getInputProps('password')}
                        value={form.values.password}
                    />
                    {link.active_api_tokens > 0 && (
                        <Checkbox
                            label={
                                <Plural
                                    value={link.active_api_tokens}
                                    one="Revoke my API token too"
                                    other="Revoke my # API tokens too"
                                />
                            }
                            description={t`Otherwise your programs go on as before. Do it if somebody else may have known your password.`}
                            name="revokes_api_tokens"
                            {...form.getInputProps('revokes_api_tokens', { type: 'checkbox' })}
                        />
                    )}
                    <Button type="submit" loading={send.isPending}>
                        <Trans>Set the password</Trans>
                    </Button>
                </Stack>
            </form>
        </EntranceFrame>
    );
}

function OldLink({ token, link }: { token: string; link: PasswordLink }) {
    const { t } = useLingui();
    const renew = useMutation({
        mutationFn: () => client.POST('/v1/password-links/renewal', { body: { token } }),
    });
    const isExpired = new Date(link.expires_at).getTime() <= Date.now();
    if (renew.isSuccess)
        return (
            <LookAtMail email={link.email}>
                <Trans>We have sent you a new link.</Trans>
            </LookAtMail>
        );
    return (
        <EntranceFrame title={isExpired ? t`This link has expired` : t`This link has been used`}>
            <Alert color="yellow" icon={<Icon name="clock" />}>
                {isExpired ? (
                    <Trans>Links are valid for a short time only. We can send you a new one.</Trans>
                ) : (
                    <Trans>Each link works once. If it was you, just sign in.</Trans>
                )}
            </Alert>
            <Problem error={renew.error} />
            {isExpired ? (
                <Button onClick={() => renew.mutate()} loading={renew.isPending}>
                    <Trans>Send a new link</Trans>
                </Button>
            ) : (
                <ButtonLink to="/sign-in">
                    <Trans>Sign in</Trans>
                </ButtonLink>
            )}
            <TextLink to="/forgotten-password">
                <Trans>Forgotten your password?</Trans>
            </TextLink>
        </EntranceFrame>
    );
}

function UnknownLink() {
    const { t } = useLingui();
    return (
        <EntranceFrame title={t`This link is not valid`}>
            <Text>
                <Trans>Perhaps it was not copied as a whole. You can ask for a new one.</Trans>
            </Text>
            <ButtonLink to="/forgotten-password">
                <Trans>Ask for a new link</Trans>
            </ButtonLink>
        </EntranceFrame>
    );
}
