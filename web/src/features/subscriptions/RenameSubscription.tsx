import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import type { SubscriptionDetail } from '@/api/types';
import { useActing } from '@/shell/session';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { useReturnFocus } from '@/ui/return_focus';

export function RenameSubscription(props: { subscription: SubscriptionDetail; onClose: () => void }) {
    const { subscription, onClose } = props;
    useReturnFocus();
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const form = useForm({
        initialValues: { name: subscription.name },
        validate: { name: (value) => (value.trim() ? null : t`Enter a name.`) },
    });
    const rename = useMutation({
        mutationFn: () =>
            client.PATCH('/v1/subscriptions/{id}', {
                params: { path: { id: subscription.id } },
                // Somebody else may have renamed it meanwhile: then the server says so.
                headers: { ...forOrganization(organizationId), 'If-Match': `"v${subscription.version}"` },
                body: { name: form.values.name.trim() },
            }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await forget(queries, '/v1/subscriptions');
            onClose();
        },
    });
    return (
        <Modal
            opened
            onClose={onClose}
            title={t`Rename the subscription`}
            closeButtonProps={{ 'aria-label': t`Close` }}
        >
            <form noValidate onSubmit={form.onSubmit(() => rename.mutate())}>
                <Stack>
                    <Problem error={rename.error} />
                    <TextInput
                        label={t`Name`}
                        name="name"
                        required
                        maxLength={100}
                        data-autofocus
                        {...form.getInputProps('name')}
                    />
                    <Group justify="flex-end" gap="xs">
                        <Button variant="default" onClick={onClose}>
                            <Trans>Leave it</Trans>
                        </Button>
                        <Button type="submit" loading={rename.isPending}>
                            <Trans>Rename</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
