import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Text } from '@mantine/core';
import type { Acceptance, SubscriptionDetail } from '@/api/types';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { newAgreement } from './agreement';

/** A licence agreement that came to apply by notice not long ago, and the one before it. */
export function AgreementNotice({ subscription }: { subscription: SubscriptionDetail }) {
    const { t } = useLingui();
    const format = useFormat();
    const found = newAgreement(subscription.agreements, new Date());
    if (!found) return null;
    const { agreement, former } = found;
    const now = <File agreement={agreement} />;
    return (
        <Alert
            color="blue"
            icon={<Icon name="file" />}
            mb="lg"
            maw={960}
            title={t`New licence agreement from ${format.date(agreement.accepted_at)}`}
        >
            <Text size="sm">
                {former ? (
                    <Trans>
                        {now} applies to this subscription instead of <File agreement={former} />. Everything
                        else stays as you subscribed to it.
                    </Trans>
                ) : (
                    <Trans>
                        {now} applies to this subscription; there was none before. Everything else stays as
                        you subscribed to it.
                    </Trans>
                )}
            </Text>
        </Alert>
    );
}

function File({ agreement }: { agreement: Acceptance }) {
    return (
        <Anchor
            href={fileAddress(agreement.digest, agreement.title)}
            target="_blank"
            size="sm"
            underline="always"
        >
            {agreement.title}, {agreement.version}
        </Anchor>
    );
}
