import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, Fieldset, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { STARTS, type WebhookValues, eventsOf, wrongKind } from './webhook_form';

export function useWebhookRules() {
    const { t } = useLingui();
    return {
        name: (value: string) => (value.trim() ? null : t`Enter a name.`),
        url: (value: string) =>
            /^https?:\/\/./.test(value.trim()) ? null : t`Enter an address that begins with https://.`,
        others: (_: string, values: WebhookValues) => {
            const wrong = wrongKind(values);
            if (wrong) return t`${wrong} is no kind of event; write one such as lead.placed.`;
            return eventsOf(values).length ? null : t`Choose at least one kind of event.`;
        },
    };
}

/** Name, address, and what it hears of. */
export function WebhookFields({ form }: { form: UseFormReturnType<WebhookValues> }) {
    const { t } = useLingui();
    const isEverything = form.values.isEverything;
    return (
        <>
            <TextInput
                label={t`Name`}
                description={t`Which program this is`}
                name="name"
                required
                maxLength={80}
                data-autofocus
                {...form.getInputProps('name')}
            />
            <TextInput
                label={t`Address`}
                description={t`Events are posted there.`}
                placeholder="https://crm.example.com/hooks/market"
                name="url"
                type="url"
                required
                {...form.getInputProps('url')}
            />
            <Fieldset legend={t`Events`}>
                <Stack gap="sm">
                    <Checkbox
                        label={t`Everything that happens in the organization`}
                        {...form.getInputProps('isEverything', { type: 'checkbox' })}
                    />
                    {!isEverything && (
                        <>
                            <Checkbox.Group aria-label={t`Events`} {...form.getInputProps('starts')}>
                                <Starts />
                            </Checkbox.Group>
                            <TextInput
                                label={t`Other kinds`}
                                description={
                                    <Trans>
                                        Separated by commas, such as <code>lead.placed</code> or{' '}
                                        <code>usage.*</code>
                                    </Trans>
                                }
                                name="others"
                                {...form.getInputProps('others')}
                            />
                        </>
                    )}
                </Stack>
            </Fieldset>
        </>
    );
}

function Starts() {
    const { t } = useLingui();
    const labels: Record<string, string> = {
        'order.*': t`Orders`,
        'subscription.*': t`Subscriptions`,
        'ai_key.*': t`AI keys`,
        'request.*': t`Requests for offers`,
        'lead.*': t`Leads`,
        'quote.*': t`Quotes`,
        'workload.*': t`Workloads`,
        'cluster.*': t`Clusters`,
        'product.*': t`Products`,
        'revision.*': t`Revisions of products`,
    };
    return (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            {STARTS.map((start) => (
                <Checkbox
                    key={start}
                    value={start}
                    label={
                        <>
                            {labels[start]}{' '}
                            <Text span size="xs" c="dimmed">
                                {start}
                            </Text>
                        </>
                    }
                />
            ))}
        </SimpleGrid>
    );
}
