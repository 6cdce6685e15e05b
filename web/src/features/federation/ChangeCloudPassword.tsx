import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client } from '@/api/client';
import { forget } from '@/api/query';
import type { CloudPasswordChange, LinkedIdentity } from '@/api/types';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { until } from './external_sign_in';

/** Changes the password one has at a cloud, which a job asks. */
export function ChangeCloudPassword({
    identity,
    onClose,
}: {
    identity: LinkedIdentity;
    onClose: () => void;
}) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const queries = useQueryClient();
    const form = useForm({
        initialValues: { password: '', new_password: '' },
        validate: {
            password: (value) => (value ? null : t`Enter your password.`),
            new_password: (value) => (value ? null : t`Enter a new password.`),
        },
    });
    const params = { path: { provider_id: identity.provider_id } };
    const change = useMutation({
        mutationFn: async (): Promise<CloudPasswordChange> =>
            until(
                bodyOf(
                    await client.PUT('/v1/me/linked-identities/{provider_id}/password', {
                        params,
                        body: form.values,
                    }),
                ),
                ({ state }) => state !== 'waiting',
                async () =>
                    bodyOf(await client.GET('/v1/me/linked-identities/{provider_id}/password', { params })),
            ),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async ({ state }) => {
            if (state !== 'done') return;
            await forget(queries, '/v1/me/sessions');
            toast(t`Password changed`);
            onClose();
        },
    });
    const hasFailed = change.data && change.data.state !== 'done';
    const field = {
        required: true,
        visibilityToggleButtonProps: { 'aria-label': t`Show or hide the password` },
    };
    return (
        <Dialog onClose={onClose} title={t`Change password at ${identity.provider_name ?? ''}`}>
            <form noValidate onSubmit={form.onSubmit(() => change.mutate())}>
                <Stack>
                    <Problem error={change.error} />
                    {hasFailed && (
                        <Alert color="red" icon={<Icon name="alert" />} role="alert">
                            {change.data.problem ?? (
                                <Trans>The cloud took too long to answer. Try once more.</Trans>
                            )}
                        </Alert>
                    )}
                    <PasswordInput
                        label={t`Current password`}
                        name="password"
                        autoComplete="current-password"
                        data-autofocus
                        {...field}
                        {...form.getInputProps('password')}
                    />
                    <PasswordInput
                        label={t`New password`}
                        description={t`It replaces the one at the cloud, whose rules it has to keep.`}
                        name="new_password"
                        autoComplete="new-password"
                        {...field}
                        {...form.getInputProps('new_password')}
                    />
                    <Text size="sm" c="dimmed">
                        <Trans>
                            Both are handed to the cloud and not kept. You are signed out everywhere else
                            here.
                        </Trans>
                    </Text>
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={change.isPending}>
                            <Trans>Change password</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
