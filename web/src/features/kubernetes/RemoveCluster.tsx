import { Trans, useLingui } from '@lingui/react/macro';
import { List } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { client } from '@/api/client';
import type { Cluster } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { toast } from '@/ui/toast';
import { useClusterCall } from './cluster';

/** The server says which workloads stand in the way. */
export function RemoveCluster({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const navigate = useNavigate();
    const { call, done } = useClusterCall(cluster.id);
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Remove ${cluster.name}?`}
            confirm={t`Yes, remove the cluster`}
            keep={t`No, keep it`}
            run={() => client.POST('/v1/clusters/{id}/removal', call)}
            onDone={() => {
                void done();
                void toast(t`${cluster.name} is removed.`);
                void navigate({ to: '/o/$organizationId/clusters', params: { organizationId } });
            }}
        >
            <List size="sm">
                <List.Item>
                    <Trans>
                        Kontor takes its accounts and roles in the cluster back and forgets its access.
                    </Trans>
                </List.Item>
                <List.Item>
                    <Trans>The cluster itself, its namespaces and what runs there stay as they are.</Trans>
                </List.Item>
                <List.Item>
                    <Trans>Drafts that were meant for it need another cluster.</Trans>
                </List.Item>
                <List.Item>
                    <Trans>While something deployed by Kontor still runs there, it is refused.</Trans>
                </List.Item>
            </List>
        </ConfirmMoney>
    );
}
