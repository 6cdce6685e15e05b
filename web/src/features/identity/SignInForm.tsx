import { Trans, useLingui } from '@lingui/react/macro';
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useSignIn } from '@/shell/session';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';

/** E-mail and password. With `email` given only the password is asked for. */
export function SignInForm({ email, onDone }: { email?: string; onDone: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const signIn = useSignIn();
    const form = useForm({
        initialValues: { email: email ?? '', password: '' },
        validate: {
            email: (value) => (value.trim() ? null : t`Enter your e-mail address.`),
            password: (value) => (value ? null : t`Enter your password.`),
        },
    });
    const send = useMutation({
        mutationFn: () => signIn(form.values.email.trim(), form.values.password),
        onSuccess: onDone,
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
            <Stack>
                <Problem error={send.error} />
                <TextInput
                    label={t`E-mail address`}
                    type="email"
                    name="email"
                    autoComplete="username"
                    readOnly={!!email}
                    required
                    withAsterisk={false}
                    {...form.getInputProps('email')}
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
            </Stack>
        </form>
    );
}
