import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Text } from '@mantine/core';
import type { SubscriptionDetail } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { AiKeyForm } from './AiKeyForm';
import { emptyKey, useCreateKey } from './ai_key';
import { KeySecret } from './KeySecret';

export function NewAiKey(props: { subscription: SubscriptionDetail; onClose: () => void }) {
    const { subscription, onClose } = props;
    const { t } = useLingui();
    const create = useCreateKey(subscription.id);
    const secret = create.data?.secret;
    return (
        <Dialog size="lg" onClose={onClose} title={secret ? t`Your new key` : t`Add a key`} isKept={!!secret}>
            {secret ? (
                <KeySecret secret={secret} subscription={subscription} onDone={onClose} />
            ) : (
                <AiKeyForm
                    subscription={subscription}
                    initial={emptyKey}
                    save={create}
                    notice={
                        <Alert color="yellow" icon={<Icon name="info" />}>
                            <Text size="sm">
                                <Trans>As soon as you use this key, its use is charged.</Trans>
                            </Text>
                        </Alert>
                    }
                    submit={<Trans>Make the key</Trans>}
                />
            )}
        </Dialog>
    );
}
