import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { useActing } from '@/shell/session';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CloudFields, cloudBody, cloudValues } from './CloudFields';

/** Adds a cloud, whose users sign in with the account they have there. */
export function NewCloud({ onClose }: { onClose: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    const form = useForm({
        initialValues: { name: '', address: '', settings: cloudValues() },
        validate: {
            name: (value) => (value.trim() ? null : t`Enter a name.`),
        },
    });
    const add = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/identity-providers', {
                    headers: forOrganization(organizationId),
                    body: {
                        kind: 'keystone',
                        name: form.values.name.trim(),
                        address: form.values.address.trim(),
                        is_platform: true,
                        settings: cloudBody(form.values.settings),
                    },
                }),
            ),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async ({ id }) => {
            await forget(queries, '/v1/identity-providers');
            await navigate({
                to: '/o/$organizationId/identity-providers/$providerId',
                params: { organizationId, providerId: id },
            });
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Add cloud`} size="lg">
            <form noValidate onSubmit={form.onSubmit(() => add.mutate())}>
                <Stack>
                    <Problem error={add.error} />
                    <TextInput
                        label={t`Name`}
                        description={t`On the button to sign in, such as “Cloud account”`}
                        name="name"
                        required
                        maxLength={60}
                        data-autofocus
                        {...form.getInputProps('name')}
                    />
                    <TextInput
                        label={t`Identity service`}
                        description={t`Keystone, version 3. It cannot be changed later.`}
                        placeholder="https://iam.example.com/v3"
                        name="address"
                        type="url"
                        required
                        {...form.getInputProps('address')}
                    />
                    <CloudFields form={form} />
                    <Group justify="flex-end">
                        <Button type="submit" loading={add.isPending}>
                            <Trans>Add cloud</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Dialog>
    );
}
