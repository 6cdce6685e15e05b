import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import { TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CalculationNote } from './CalculationNote';
import { EntranceFrame } from './EntranceFrame';
import { LookAtMail } from './LookAtMail';
import { useProofOfWork } from './proof_of_work';
import { useTypedEmail } from './typed_email';

export function ForgottenPasswordPage() {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const prove = useProofOfWork();
    const form = useForm({
        initialValues: { email: useTypedEmail() },
        validate: {
            email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : t`Enter a valid e-mail address.`),
        },
    });
    const send = useMutation({
        mutationFn: async () =>
            client.POST('/v1/password-links', {
                body: { email: form.values.email.trim(), proof: await prove() },
            }),
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    if (send.isSuccess)
        return (
            <LookAtMail email={form.values.email}>
                <Trans>
                    If there is an account with this address, we have sent a link to choose a new password. It
                    is valid for five minutes.
                </Trans>
            </LookAtMail>
        );
    return (
        <EntranceFrame
            title={t`Forgotten your password?`}
            description={<Trans>We send you a link with which you choose a new one.</Trans>}
            below={
                <TextLink to="/sign-in" state={{ email: form.values.email.trim() }} underline="always">
                    <Trans>Back to sign-in</Trans>
                </TextLink>
            }
        >
            <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
                <Stack>
                    <Problem error={send.error} />
                    <TextInput
                        label={t`E-mail address`}
                        name="email"
                        type="email"
                        autoComplete="username"
                        required
                        withAsterisk={false}
                        {...form.getInputProps('email')}
                    />
                    <Button type="submit" loading={send.isPending}>
                        <Trans>Send the link</Trans>
                    </Button>
                    <Text size="xs" c="dimmed">
                        <CalculationNote />
                    </Text>
                </Stack>
            </form>
        </EntranceFrame>
    );
}
