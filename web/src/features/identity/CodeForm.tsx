import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack } from '@mantine/core';
import { useFocusTrap } from '@mantine/hooks';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { SignInChallenge } from '@/api/types';
import { useSecondStep } from '@/shell/session';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CodeField } from './CodeField';
import { askPasskey } from './passkey';
import { PasskeyButton } from './PasskeyButton';

/** The second step of signing in. */
export function CodeForm(props: { challenge: SignInChallenge; onDone: () => void; onBack: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { token, passkey } = props.challenge;
    const signIn = useSecondStep();
    const focus = useFocusTrap();
    const form = useForm({
        initialValues: { code: '' },
        validate: { code: (value) => (value.trim() ? null : t`Enter a code.`) },
    });
    const send = useMutation({
        mutationFn: async (by: 'code' | 'passkey') =>
            signIn(
                token,
                by === 'code'
                    ? { code: form.values.code }
                    : { passkey: await askPasskey(passkey?.public_key) },
            ),
        onSuccess: props.onDone,
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <form noValidate ref={focus} onSubmit={form.onSubmit(() => send.mutate('code'))}>
            <Stack>
                <Problem error={send.error} />
                <CodeField takesRecovery {...form.getInputProps('code')} />
                <Button type="submit" loading={send.isPending}>
                    <Trans>Sign in</Trans>
                </Button>
                {passkey && (
                    <PasskeyButton isBusy={send.isPending} onClick={() => send.mutate('passkey')}>
                        <Trans>Use a passkey</Trans>
                    </PasskeyButton>
                )}
                <Button variant="subtle" onClick={props.onBack}>
                    <Trans>Sign in with another account</Trans>
                </Button>
            </Stack>
        </form>
    );
}
