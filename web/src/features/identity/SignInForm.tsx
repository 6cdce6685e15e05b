import { Trans, useLingui } from '@lingui/react/macro';
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SignInChallenge } from '@/api/types';
import { useSignIn } from '@/shell/session';
import { TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CodeForm } from './CodeForm';
import { PasskeySignIn } from './PasskeySignIn';
import { useTypedEmail } from './typed_email';

/**
 * E-mail and password, then the second factor of who has one. With `email` given only the password is asked for.
 * `children` are other ways to begin: they stand below until the second factor is asked for.
 */
export function SignInForm({
    email,
    onDone,
    onEmail,
    children,
}: {
    email?: string;
    onDone: () => void;
    onEmail?: (email: string) => void;
    children?: ReactNode;
}) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const signIn = useSignIn();
    const typedEmail = useTypedEmail();
    const [challenge, setChallenge] = useState<SignInChallenge | null>(null);
    const form = useForm({
        initialValues: { email: email ?? typedEmail, password: '' },
        validate: {
            email: (value) => (value.trim() ? null : t`Enter your e-mail address.`),
            password: (value) => (value ? null : t`Enter your password.`),
        },
    });
    const send = useMutation({
        mutationFn: () => signIn(form.values.email.trim(), form.values.password),
        onSuccess: (session) => (session.challenge ? setChallenge(session.challenge) : onDone()),
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    const startAgain = () => {
        form.setFieldValue('password', '');
        setChallenge(null);
    };
    if (challenge) return <CodeForm challenge={challenge} onDone={onDone} onBack={startAgain} />;
    return (
        <>
            <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
                <Stack>
                    <Problem error={send.error} />
                    <TextInput
                        label={t`E-mail address`}
                        type="email"
                        name="email"
                        autoComplete="username webauthn"
                        readOnly={!!email}
                        required
                        withAsterisk={false}
                        {...form.getInputProps('email')}
                        onBlur={() => onEmail?.(form.values.email)}
                    />
                    <PasswordInput
                        label={t`Password`}
                        name="password"
                        autoComplete="current-password"
                        data-autofocus={!!email || undefined}
                        required
                        withAsterisk={false}
                        visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the password` }}
                        {...form.getInputProps('password')}
                    />
                    <Button type="submit" loading={send.isPending}>
                        <Trans>Sign in</Trans>
                    </Button>
                    {!email && (
                        <TextLink
                            to="/forgotten-password"
                            state={{ email: form.values.email.trim() }}
                            ta="center"
                        >
                            <Trans>Forgotten your password?</Trans>
                        </TextLink>
                    )}
                    <PasskeySignIn
                        onDone={(session) => {
                            // The page below may hold what only the former person may see.
                            if (email && session.user?.email !== email) window.location.assign('/');
                            else onDone();
                        }}
                    />
                </Stack>
            </form>
            {children}
        </>
    );
}
