import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client } from '@/api/client';
import { forget } from '@/api/query';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { useReturnFocus } from '@/ui/return_focus';
import { SecretOnce } from '@/ui/SecretOnce';

const DAY = 86_400_000; // milliseconds

export function NewApiToken({ onClose }: { onClose: () => void }) {
    useReturnFocus();
    const { t } = useLingui();
    const texts = useProblemTexts();
    const queries = useQueryClient();
    const form = useForm({
        initialValues: { name: '', scope: 'read', days: '90' },
        validate: { name: (value) => (value.trim() ? null : t`Enter a name.`) },
    });
    const create = useMutation({
        mutationFn: async () => {
            const { name, scope, days } = form.values;
            const expires = days
                ? { expires_at: new Date(Date.now() + Number(days) * DAY).toISOString() }
                : {};
            const scopes = scope === 'write' ? ['read', 'write'] : ['read'];
            return bodyOf(
                await client.POST('/v1/me/api-tokens', { body: { name: name.trim(), scopes, ...expires } }),
            );
        },
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: () => forget(queries, '/v1/me/api-tokens'),
    });
    const secret = create.data?.secret;
    return (
        <Modal
            opened
            onClose={onClose}
            title={secret ? t`Your new token` : t`Create a token`}
            // The secret is not lost by a click beside the dialog.
            closeOnClickOutside={!secret}
            closeOnEscape={!secret}
            withCloseButton={!secret}
            closeButtonProps={{ 'aria-label': t`Close` }}
        >
            {secret ? (
                <SecretOnce
                    label={t`Token`}
                    secret={secret}
                    done={(isKept) => (
                        <Button disabled={!isKept} onClick={onClose}>
                            <Trans>Done</Trans>
                        </Button>
                    )}
                />
            ) : (
                <form noValidate onSubmit={form.onSubmit(() => create.mutate())}>
                    <Stack>
                        <Problem error={create.error} />
                        <TextInput
                            label={t`Name`}
                            description={t`What the token is for`}
                            name="name"
                            required
                            data-autofocus
                            {...form.getInputProps('name')}
                        />
                        <NativeSelect
                            label={t`Permission`}
                            name="scopes"
                            data={[
                                { value: 'read', label: t`read` },
                                { value: 'write', label: t`read and write` },
                            ]}
                            {...form.getInputProps('scope')}
                        />
                        <NativeSelect
                            label={t`Valid for`}
                            name="expires_at"
                            data={[
                                { value: '30', label: t`30 days` },
                                { value: '90', label: t`90 days` },
                                { value: '365', label: t`a year` },
                                { value: '', label: t`no limit` },
                            ]}
                            {...form.getInputProps('days')}
                        />
                        <Group justify="flex-end">
                            <Button type="submit" loading={create.isPending}>
                                <Trans>Create</Trans>
                            </Button>
                        </Group>
                    </Stack>
                </form>
            )}
        </Modal>
    );
}
