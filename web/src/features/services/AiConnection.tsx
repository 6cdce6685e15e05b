import { Trans, useLingui } from '@lingui/react/macro';
import { Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiList } from '@/api/query';
import type { SubscriptionDetail } from '@/api/types';
import { SnippetTabs } from '@/features/catalog/Snippets';
import { useActing } from '@/shell/session';
import { CopyField } from '@/ui/CopyField';

/** Where programs reach the models, and their first call; the key's beginning tells which key belongs there. */
export function AiConnection({ subscription }: { subscription: SubscriptionDetail }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const keys = useInfiniteQuery(
        apiList('/v1/subscriptions/{id}/keys', {
            path: { id: subscription.id },
            organization: organizationId,
        }),
    );
    const active =
        keys.data?.pages.flatMap((page) => page.items).filter((key) => key.state === 'active') ?? [];
    const [keyId, setKeyId] = useState('');
    const [modelId, setModelId] = useState('');
    const key = active.find((one) => one.id === keyId) ?? active[0];
    const model = subscription.ai_models.find((one) => one.id === modelId) ?? subscription.ai_models[0];
    return (
        <section aria-labelledby="connection">
            <Title order={2} id="connection" mb="sm">
                <Trans>Call it</Trans>
            </Title>
            <Stack>
                <CopyField
                    label={t`API base URL`}
                    description={t`For every client that speaks OpenAI’s API`}
                    value={subscription.api_url}
                />
                <Group gap="md" align="flex-end">
                    {subscription.ai_models.length > 1 && (
                        <NativeSelect
                            label={t`Model`}
                            value={model?.id}
                            onChange={(event) => setModelId(event.currentTarget.value)}
                            data={subscription.ai_models.map((one) => ({ value: one.id, label: one.name }))}
                        />
                    )}
                    {active.length > 0 && (
                        <NativeSelect
                            label={t`Key`}
                            value={key?.id}
                            onChange={(event) => setKeyId(event.currentTarget.value)}
                            data={active.map((one) => ({ value: one.id, label: one.name }))}
                        />
                    )}
                </Group>
                {model && (
                    <SnippetTabs
                        apiUrl={subscription.api_url}
                        model={model}
                        apiKey={key ? `${key.prefix}…` : undefined}
                    />
                )}
                {key && (
                    <Text size="sm" c="dimmed">
                        <Trans>
                            Replace <code>{key.prefix}…</code> by the secret of “{key.name}” that you stored
                            when you made the key.
                        </Trans>
                    </Text>
                )}
            </Stack>
        </section>
    );
}
