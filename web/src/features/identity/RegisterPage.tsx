import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import { type Language, languages } from '@/i18n/language';
import { TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CalculationNote } from './CalculationNote';
import { EntranceFrame } from './EntranceFrame';
import { LookAtMail } from './LookAtMail';
import { useProofOfWork } from './proof_of_work';
import { rememberReturn, useReturn } from './return_address';
import { useTypedEmail } from './typed_email';

export function RegisterPage() {
    const { t, i18n } = useLingui();
    const texts = useProblemTexts();
    const { address } = useReturn();
    const prove = useProofOfWork();
    const form = useForm({
        initialValues: {
            organization_name: '',
            name: '',
            email: useTypedEmail(),
            language: i18n.locale as Language,
        },
        validate: {
            organization_name: (value) => (value.trim() ? null : t`Enter the name of your organization.`),
            name: (value) => (value.trim() ? null : t`Enter your name.`),
            email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : t`Enter a valid e-mail address.`),
        },
    });
    const send = useMutation({
        mutationFn: async () =>
            client.POST('/v1/registrations', { body: { ...form.values, proof: await prove() } }),
        onSuccess: () => rememberReturn(address),
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    if (send.isSuccess)
        return (
            <LookAtMail email={form.values.email}>
                <Trans>We have sent you a link. It is valid for 24 hours; choose your password there.</Trans>
            </LookAtMail>
        );
    return (
        <EntranceFrame
            title={t`Register your organization`}
            description={
                <Trans>You become its owner and can order as soon as its profile is approved.</Trans>
            }
            below={
                <Trans>
                    Registered already?{' '}
                    <TextLink
                        to="/sign-in"
                        search={address ? { return: address } : {}}
                        state={{ email: form.values.email.trim() }}
                        underline="always"
                    >
                        Sign in
                    </TextLink>
                </Trans>
            }
        >
            <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
                <Stack>
                    <Problem error={send.error} />
                    <TextInput
                        label={t`Organization`}
                        name="organization_name"
                        autoComplete="organization"
                        required
                        {...form.getInputProps('organization_name')}
                    />
                    <TextInput
                        label={t`Your name`}
                        name="name"
                        autoComplete="name"
                        required
                        {...form.getInputProps('name')}
                    />
                    <TextInput
                        label={t`Work e-mail address`}
                        name="email"
                        type="email"
                        autoComplete="email"
                        required
                        {...form.getInputProps('email')}
                    />
                    <NativeSelect
                        label={t`Language of your mails`}
                        name="language"
                        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
                        {...form.getInputProps('language')}
                    />
                    <Button type="submit" loading={send.isPending}>
                        <Trans>Register</Trans>
                    </Button>
                    <Text size="xs" c="dimmed">
                        <Trans>Fields with a star are required.</Trans> <CalculationNote />
                    </Text>
                </Stack>
            </form>
        </EntranceFrame>
    );
}
