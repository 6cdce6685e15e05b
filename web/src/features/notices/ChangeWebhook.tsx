import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { Webhook } from '@/api/types';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { useWebhookCall } from './webhook';
import { WebhookFields, useWebhookRules } from './WebhookFields';
import { eventsOf, valuesOf } from './webhook_form';

export function ChangeWebhook(props: { webhook: Webhook; onClose: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { call, done } = useWebhookCall(props.webhook);
    const form = useForm({ initialValues: valuesOf(props.webhook), validate: useWebhookRules() });
    const change = useMutation({
        mutationFn: () =>
            client.PATCH('/v1/webhooks/{id}', {
                ...call,
                body: {
                    name: form.values.name.trim(),
                    url: form.values.url.trim(),
                    events: eventsOf(form.values),
                },
            }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await done();
            props.onClose();
        },
    });
    return (
        <Dialog onClose={props.onClose} title={t`Change the webhook`} size="lg">
            <form noValidate onSubmit={form.onSubmit(() => change.mutate())}>
                <Stack>
                    <Problem error={change.error} />
                    <WebhookFields form={form} />
                    <DialogButtons onClose={props.onClose}>
                        <Button type="submit" loading={change.isPending}>
                            <Trans>Save</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
