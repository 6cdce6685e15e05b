import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { useActing } from '@/shell/session';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { useReturnFocus } from '@/ui/return_focus';
import { WebhookFields, useWebhookRules } from './WebhookFields';
import { WebhookSecret } from './WebhookSecret';
import { eventsOf, noValues } from './webhook_form';

export function NewWebhook({ onClose }: { onClose: () => void }) {
    useReturnFocus(); // after the second dialog, which the first one opens
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { organizationId, may } = useActing();
    const queries = useQueryClient();
    const form = useForm({ initialValues: noValues, validate: useWebhookRules() });
    const create = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/webhooks', {
                    headers: forOrganization(organizationId),
                    body: {
                        name: form.values.name.trim(),
                        url: form.values.url.trim(),
                        events: eventsOf(form.values),
                        all_organizations: form.values.isForAll,
                    },
                }),
            ),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: () => forget(queries, '/v1/webhooks'),
    });
    const secret = create.data?.secret;
    if (secret) return <WebhookSecret secret={secret} onClose={onClose} />;
    return (
        <Dialog onClose={onClose} title={t`New webhook`} size="lg">
            <form noValidate onSubmit={form.onSubmit(() => create.mutate())}>
                <Stack>
                    <Problem error={create.error} />
                    <WebhookFields form={form} />
                    {may('operate') && (
                        <Checkbox
                            label={t`Of all organizations`}
                            description={t`Orders, subscriptions, products, revisions, profiles and applications of everybody. Nobody without the role operator sees this webhook.`}
                            {...form.getInputProps('isForAll', { type: 'checkbox' })}
                        />
                    )}
                    <Group justify="flex-end">
                        <Button type="submit" loading={create.isPending}>
                            <Trans>Create</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Dialog>
    );
}
