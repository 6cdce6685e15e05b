import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import type { RevisionDetail } from '@/api/types';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { type Side, useAgreementChange } from './revision';

/** Said above all else: this licence agreement binds people who agreed to another one. */
export function AgreementChange({ side, detail }: { side: Side; detail: RevisionDetail }) {
    const { t } = useLingui();
    const format = useFormat();
    const { data } = useAgreementChange(side, detail.revision.id);
    if (!data || data.documents.length === 0) return null;
    const { subscriptions, organizations } = data;
    const wasActive = detail.revision.state === 'active' || detail.revision.state === 'replaced';
    return (
        <Alert
            color="yellow"
            icon={<Icon name="alert" />}
            title={t`The licence agreement applies to existing subscribers too`}
        >
            <Stack gap={4}>
                <Text size="sm">
                    {wasActive ? (
                        <Trans>
                            Subscriptions told: {subscriptions}, organizations: {organizations}. Going back to
                            another revision changes nothing of it.
                        </Trans>
                    ) : (
                        <Trans>
                            Existing subscriptions: {subscriptions}, organizations: {organizations}. Once the
                            revision is active, their owners and buyers are told by mail, and it applies to
                            them from then on; who has this very text already is not told.
                        </Trans>
                    )}
                </Text>
                <Group gap="sm">
                    {data.documents.map((one) => (
                        <Anchor
                            key={one.digest}
                            href={fileAddress(one.digest, one.title)}
                            target="_blank"
                            size="sm"
                            underline="always"
                        >
                            {one.title}, {one.version} ({format.language(one.language)})
                        </Anchor>
                    ))}
                </Group>
            </Stack>
        </Alert>
    );
}
