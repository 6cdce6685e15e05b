import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useFocusTrap } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { ExternalSignIn, SignInChallenge } from '@/api/types';
import { useSignInByProvider } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';

interface Props {
    way: ExternalSignIn;
    onChallenge: (challenge: SignInChallenge) => void;
    onDone: () => void;
}

/** For the first time here: where mail goes, proved by a code that came there. */
export function CloudEmailForm({ way, onChallenge, onDone }: Props) {
    const { t, i18n } = useLingui();
    const texts = useProblemTexts();
    const signIn = useSignInByProvider();
    const focus = useFocusTrap();
    const params = { path: { id: way.id } };
    const form = useForm({
        initialValues: { email: way.email ?? '', code: '' },
        validate: { email: (value) => (value.trim() ? null : t`Enter your e-mail address.`) },
    });
    const ask = useMutation({
        mutationFn: () =>
            client.POST('/v1/external-sign-ins/{id}/email', {
                params,
                body: { email: form.values.email.trim(), language: i18n.locale as 'en' },
            }),
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    const confirm = useMutation({
        mutationFn: async () => {
            await client.POST('/v1/external-sign-ins/{id}/email-confirmation', {
                params,
                body: { code: form.values.code },
            });
            const { challenge } = await signIn(way.id);
            if (challenge) onChallenge(challenge);
            else onDone();
        },
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    const isAsked = ask.isSuccess;
    return (
        <form
            noValidate
            ref={focus}
            onSubmit={form.onSubmit(() => (isAsked ? confirm.mutate() : ask.mutate()))}
        >
            <Stack>
                <Text>
                    <Trans>
                        You are here for the first time. Where may the marketplace write to you? A code goes
                        to that address.
                    </Trans>
                </Text>
                <Problem error={ask.error ?? confirm.error} />
                <TextInput
                    label={t`E-mail address`}
                    type="email"
                    name="email"
                    autoComplete="email"
                    required
                    withAsterisk={false}
                    readOnly={isAsked}
                    {...form.getInputProps('email')}
                />
                {isAsked && (
                    <>
                        <Alert color="blue" icon={<Icon name="mail" />} role="status">
                            <Trans>
                                A code is on its way to {form.values.email}. It works for ten minutes.
                            </Trans>
                        </Alert>
                        <TextInput
                            label={t({ message: 'Code', context: 'by mail' })}
                            name="code"
                            inputMode="numeric"
                            autoComplete="one-time-code"
                            required
                            withAsterisk={false}
                            data-autofocus
                            {...form.getInputProps('code')}
                        />
                    </>
                )}
                <Button type="submit" loading={ask.isPending || confirm.isPending}>
                    {isAsked ? <Trans>Sign in</Trans> : <Trans>Send the code</Trans>}
                </Button>
                {isAsked && (
                    <Button variant="subtle" onClick={() => ask.reset()}>
                        <Trans>Use another address</Trans>
                    </Button>
                )}
            </Stack>
        </form>
    );
}
