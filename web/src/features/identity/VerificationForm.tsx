import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { bodyOf, client } from '@/api/client';
import type { Session } from '@/api/types';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CodeField } from './CodeField';
import { askPasskey } from './passkey';
import { PasskeyButton } from './PasskeyButton';

const answer = async () => askPasskey(bodyOf(await client.GET('/v1/session/passkey-challenge')).public_key);

/** The password, or the second factor of who has one: a code or a passkey. */
export function VerificationForm({ session, onDone }: { session: Session; onDone: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const field = session.has_second_factor ? 'code' : 'password';
    const form = useForm({
        initialValues: { password: '', code: '' },
        validate: {
            password: (value) => (field === 'code' || value ? null : t`Enter your password.`),
            code: (value) => (field === 'password' || value.trim() ? null : t`Enter a code.`),
        },
    });
    const send = useMutation({
        mutationFn: async (by: 'password' | 'code' | 'passkey') =>
            client.POST('/v1/session/verification', {
                body: { [by]: by === 'passkey' ? await answer() : form.values[by] },
            }),
        onSuccess: onDone,
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <form
            noValidate
            onSubmit={(event) => {
                event.stopPropagation(); // the change may come from a form around
                form.onSubmit(() => send.mutate(field))(event);
            }}
        >
            <Stack>
                <Problem error={send.error} />
                {/* For password managers. */}
                <input type="hidden" name="email" autoComplete="username" value={session.user?.email} />
                {field === 'code' ? (
                    <CodeField takesRecovery {...form.getInputProps('code')} />
                ) : (
                    <PasswordInput
                        label={t`Password`}
                        name="password"
                        autoComplete="current-password"
                        data-autofocus
                        required
                        withAsterisk={false}
                        visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the password` }}
                        {...form.getInputProps('password')}
                    />
                )}
                <Group justify="flex-end">
                    <Button type="submit" loading={send.isPending}>
                        <Trans>Continue</Trans>
                    </Button>
                </Group>
                {session.has_passkey && (
                    <PasskeyButton isBusy={send.isPending} onClick={() => send.mutate('passkey')}>
                        <Trans>Use a passkey</Trans>
                    </PasskeyButton>
                )}
            </Stack>
        </form>
    );
}
