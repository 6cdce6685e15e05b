import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import type { SubscriptionDetail } from '@/api/types';
import { SnippetTabs } from '@/features/catalog/Snippets';
import { SecretOnce } from '@/ui/SecretOnce';

/** The new key, once, and the call that can be made with it now. */
export function KeySecret(props: { secret: string; subscription: SubscriptionDetail; onDone: () => void }) {
    const { secret, subscription, onDone } = props;
    const { t } = useLingui();
    const model = subscription.ai_models[0];
    return (
        <Stack>
            {model && (
                <div>
                    <Text fw={500} mb={4}>
                        <Trans>Your first call, with this key</Trans>
                    </Text>
                    <SnippetTabs apiUrl={subscription.api_url} model={model} apiKey={secret} />
                </div>
            )}
            <SecretOnce
                label={t`Key`}
                secret={secret}
                done={(isKept) => (
                    <Button disabled={!isKept} onClick={onDone}>
                        <Trans>Done</Trans>
                    </Button>
                )}
            />
        </Stack>
    );
}
