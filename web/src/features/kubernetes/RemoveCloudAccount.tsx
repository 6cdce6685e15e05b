import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '@/api/client';
import { apiQuery } from '@/api/query';
import type { CloudAccount } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { toast } from '@/ui/toast';
import { connectedThrough, useCloudAccountCall } from './cloud_account';

/** Says what follows; clusters that were connected through the account stand in the way. */
export function RemoveCloudAccount({ account, onClose }: { account: CloudAccount; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const navigate = useNavigate();
    const { call, done } = useCloudAccountCall(account.id);
    const clusters = useQuery(
        apiQuery('/v1/clusters', { query: { limit: 200 }, organization: organizationId }),
    ).data;
    const inTheWay = connectedThrough(account, clusters?.items ?? []);
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Remove ${account.name}?`}
            confirm={t`Yes, remove the cloud account`}
            keep={t`No, keep it`}
            isReady={!!clusters && inTheWay.length === 0}
            run={() => client.POST('/v1/cloud-accounts/{id}/removal', call)}
            onDone={() => {
                void done();
                void toast(t`${account.name} is removed.`);
                void navigate({ to: '/o/$organizationId/cloud-accounts', params: { organizationId } });
            }}
        >
            {inTheWay.length > 0 && (
                <Alert
                    color="yellow"
                    icon={<Icon name="alert" />}
                    title={t`These clusters were connected through it. Remove them first.`}
                >
                    <List size="sm">
                        {inTheWay.map((one) => (
                            <List.Item key={one.id}>
                                <TextLink
                                    to="/o/$organizationId/clusters/$clusterId"
                                    params={{ organizationId, clusterId: one.id }}
                                    underline="always"
                                >
                                    {one.name}
                                </TextLink>
                            </List.Item>
                        ))}
                    </List>
                </Alert>
            )}
            <Text size="sm">
                <Trans>Kontor forgets the account, its password and what was found in it, for good.</Trans>
            </Text>
            <Text size="sm">
                <Trans>In the cloud nothing changes: user, projects and clusters stay as they are.</Trans>
            </Text>
        </ConfirmMoney>
    );
}
