import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { CloudAccount } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { useCloudAccountCall } from './cloud_account';

export function ChangeCloudCredential({ account, onClose }: { account: CloudAccount; onClose: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { call, done } = useCloudAccountCall(account.id);
    const form = useForm({
        initialValues: { user_name: account.user_name, password: '' },
        validate: {
            user_name: (value) => (value.trim() ? null : t`Enter the user name.`),
            password: (value) => (value ? null : t`Enter the password.`),
        },
    });
    const change = useMutation({
        mutationFn: ({ user_name, password }: typeof form.values) =>
            client.POST('/v1/cloud-accounts/{id}/credential', {
                ...call,
                body: { user_name: user_name.trim(), password },
            }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await done();
            void toast(t`Kontor signs in with it; the page shows what it finds.`);
            onClose();
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Change how Kontor signs in to ${account.name}`}>
            <form noValidate onSubmit={form.onSubmit((values) => change.mutate(values))}>
                <Stack>
                    <Problem error={change.error} />
                    <Text size="sm">
                        <Trans>
                            It takes the place of the present password. Clusters that are connected do not
                            notice.
                        </Trans>
                    </Text>
                    <TextInput
                        name="user_name"
                        label={t`User name`}
                        required
                        autoComplete="off"
                        {...form.getInputProps('user_name')}
                    />
                    <PasswordInput
                        name="password"
                        label={t`Password`}
                        required
                        data-autofocus
                        autoComplete="new-password"
                        visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the password` }}
                        {...form.getInputProps('password')}
                    />
                    <Group justify="flex-end">
                        <Button type="submit" loading={change.isPending}>
                            <Trans>Change it</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Dialog>
    );
}
