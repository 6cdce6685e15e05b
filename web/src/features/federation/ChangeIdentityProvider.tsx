import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { IdentityProvider } from '@/api/types';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CloudFields, cloudBody, cloudValues } from './CloudFields';
import { useProviderCall, useShutOut } from './identity_provider';
import { ClientFields, CreatesUsers } from './NewIdentityProvider';

export function ChangeIdentityProvider(props: { provider: IdentityProvider; onClose: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { provider } = props;
    const { call, done } = useProviderCall(provider);
    const isCloud = provider.kind === 'keystone';
    const shutOut = useShutOut();
    const form = useForm({
        initialValues: {
            name: provider.name,
            client_id: provider.client_id ?? '',
            client_secret: '',
            is_enabled: provider.is_enabled,
            creates_users: provider.creates_users,
            settings: cloudValues(provider),
        },
        validate: {
            name: (value) => (value.trim() ? null : t`Enter a name.`),
            client_id: (value) => (isCloud || value.trim() ? null : t`Enter the client id.`),
        },
    });
    const change = useMutation({
        mutationFn: () =>
            client.PUT('/v1/identity-providers/{id}', {
                ...call,
                headers: { ...call.headers, 'If-Match': `"v${provider.version}"` },
                body: {
                    ...form.values,
                    name: form.values.name.trim(),
                    client_id: form.values.client_id.trim(),
                    settings: isCloud ? cloudBody(form.values.settings) : undefined,
                    is_confirmed: shutOut.isConfirmed,
                },
            }),
        onError: (error) => {
            form.setErrors(texts.fields(error));
            shutOut.onError(error);
        },
        onSuccess: async () => {
            await done();
            props.onClose();
        },
    });
    return (
        <Dialog onClose={props.onClose} title={t`Change the identity provider`} size="lg">
            <form noValidate onSubmit={form.onSubmit(() => change.mutate())}>
                <Stack>
                    <Problem error={change.error} />
                    <TextInput
                        label={t`Name`}
                        description={t`On the button to sign in, such as “Acme account”`}
                        name="name"
                        required
                        maxLength={60}
                        data-autofocus
                        {...form.getInputProps('name')}
                    />
                    {isCloud ? (
                        <CloudFields form={form} />
                    ) : (
                        <ClientFields form={form} hasSecret={provider.has_secret} />
                    )}
                    {!provider.is_platform && (
                        <CreatesUsers {...form.getInputProps('creates_users', { type: 'checkbox' })} />
                    )}
                    <Checkbox
                        label={t`Switched on`}
                        description={t`Switched off, nobody signs in by it, and sessions that began by it end.`}
                        {...form.getInputProps('is_enabled', { type: 'checkbox' })}
                    />
                    <DialogButtons onClose={props.onClose}>
                        <Button
                            type="submit"
                            loading={change.isPending}
                            {...(shutOut.isConfirmed && { color: 'red.8' })}
                        >
                            {shutOut.isConfirmed ? (
                                <Trans>Save although somebody cannot sign in any more</Trans>
                            ) : (
                                <Trans>Save</Trans>
                            )}
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
