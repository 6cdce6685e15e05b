import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { useActing } from '@/shell/session';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';

const EMPTY = {
    name: '',
    address: '',
    client_id: '',
    client_secret: '',
    is_platform: false,
    creates_users: false,
};

/** Adds a provider of OpenID Connect; a job then asks it what it is, which its page shows. */
export function NewIdentityProvider({ onClose }: { onClose: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { organizationId, may } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    const form = useForm({
        initialValues: EMPTY,
        validate: {
            name: (value) => (value.trim() ? null : t`Enter a name.`),
            client_id: (value) => (value.trim() ? null : t`Enter the client id.`),
        },
    });
    const add = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/identity-providers', {
                    headers: forOrganization(organizationId),
                    body: {
                        ...form.values,
                        name: form.values.name.trim(),
                        address: form.values.address.trim(),
                        client_id: form.values.client_id.trim(),
                        creates_users: form.values.creates_users && !form.values.is_platform,
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
        <Dialog onClose={onClose} title={t`Add identity provider`} size="lg">
            <form noValidate onSubmit={form.onSubmit(() => add.mutate())}>
                <Stack>
                    <Problem error={add.error} />
                    <Text size="sm">
                        <Trans>
                            Register this marketplace at the provider as a web application. The redirect
                            address that it has to allow is shown once the provider is added.
                        </Trans>
                    </Text>
                    <TextInput
                        label={t`Name`}
                        description={t`On the button to sign in, such as “Acme account”`}
                        name="name"
                        required
                        maxLength={60}
                        data-autofocus
                        {...form.getInputProps('name')}
                    />
                    <TextInput
                        label={t`Issuer`}
                        description={t`Exactly as the provider writes it. It cannot be changed later.`}
                        placeholder="https://login.example.com/realms/acme"
                        name="address"
                        type="url"
                        required
                        {...form.getInputProps('address')}
                    />
                    <ClientFields form={form} />
                    {may('operate') && (
                        <Checkbox
                            label={t`For everybody`}
                            description={t`Whoever links an account of it signs in by it, whatever the organization.`}
                            {...form.getInputProps('is_platform', { type: 'checkbox' })}
                        />
                    )}
                    {!form.values.is_platform && (
                        <CreatesUsers {...form.getInputProps('creates_users', { type: 'checkbox' })} />
                    )}
                    <Group justify="flex-end">
                        <Button type="submit" loading={add.isPending}>
                            <Trans>Add identity provider</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Dialog>
    );
}

interface ClientForm {
    getInputProps: (field: 'client_id' | 'client_secret') => object;
}

export function ClientFields({ form, hasSecret }: { form: ClientForm; hasSecret?: boolean }) {
    const { t } = useLingui();
    return (
        <>
            <TextInput
                label={t`Client id`}
                name="client_id"
                autoComplete="off"
                required
                {...form.getInputProps('client_id')}
            />
            <PasswordInput
                label={t`Client secret`}
                description={
                    hasSecret
                        ? t`Left empty, it stays as it is.`
                        : t`Left empty where the provider gave none.`
                }
                name="client_secret"
                autoComplete="new-password"
                visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the secret` }}
                {...form.getInputProps('client_secret')}
            />
        </>
    );
}

export function CreatesUsers(props: object) {
    const { t } = useLingui();
    return (
        <Checkbox
            label={t`Make new members`}
            description={t`Whoever signs in with an address of a confirmed mail domain becomes a member with the role Reports.`}
            {...props}
        />
    );
}
