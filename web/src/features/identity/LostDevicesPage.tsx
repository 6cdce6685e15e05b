import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';

/** The operator lets somebody in again who lost all devices and recovery codes. */
export function LostDevicesPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const texts = useProblemTexts();
    const form = useForm({
        initialValues: { email: '', reason: '' },
        validate: {
            email: (value) => (value.trim() ? null : t`Enter an e-mail address.`),
            reason: (value) => (value.trim() ? null : t`Enter a reason.`),
        },
    });
    const reset = useMutation({
        mutationFn: () =>
            client.POST('/v1/operator/second-factor-resets', {
                body: { email: form.values.email.trim(), reason: form.values.reason.trim() },
                headers: forOrganization(organizationId),
            }),
        onSuccess: () => {
            void toast(t`The second factor is off, and the person is told so by mail.`);
            form.reset();
        },
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    return (
        <>
            <PageHeader
                title={t`Lost devices`}
                crumbs={[home]}
                description={t`Who lost all devices and recovery codes cannot sign in. Here the second factor is taken off.`}
            />
            <form noValidate onSubmit={form.onSubmit(() => reset.mutate())}>
                <Stack maw={560}>
                    <Alert color="yellow" icon={<Icon name="alert" />} title={t`Make sure who asks`}>
                        <Trans>
                            From then on the password alone opens the account. Call the organization back at a
                            number that you know; a mail proves nothing.
                        </Trans>
                    </Alert>
                    <Problem error={reset.error} />
                    <TextInput
                        label={t`E-mail address of the person`}
                        type="email"
                        name="email"
                        autoComplete="off"
                        required
                        {...form.getInputProps('email')}
                    />
                    <Textarea
                        label={t`Reason`}
                        description={t`The person is mailed it.`}
                        name="reason"
                        autosize
                        minRows={3}
                        maxLength={1000}
                        required
                        {...form.getInputProps('reason')}
                    />
                    <Group>
                        <Button type="submit" color="red.8" loading={reset.isPending}>
                            <Trans>Take the second factor off</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </>
    );
}
