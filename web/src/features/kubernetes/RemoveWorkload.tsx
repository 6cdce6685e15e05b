import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Checkbox, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '@/api/client';
import { apiQuery } from '@/api/query';
import type { WorkloadDetail } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { usePeriodNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { useWorkloadCall } from './workload';

/** What goes, what stays, and the choice for each volume. */
export function RemoveWorkload({ workload, onClose }: { workload: WorkloadDetail; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const format = useFormat();
    const periods = usePeriodNames();
    const [removed, setRemoved] = useState<string[]>([]);
    const { call, done } = useWorkloadCall(workload.id);
    const preview = useQuery({
        ...apiQuery('/v1/workloads/{id}/removal', {
            path: { id: workload.id },
            organization: organizationId,
        }),
        staleTime: 0,
    });
    const volumes = preview.data?.volumes ?? [];
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={workload.is_test ? t`Remove the test of ${workload.name}?` : t`Remove ${workload.name}?`}
            confirm={t`Yes, remove it`}
            keep={t`No, keep it`}
            isReady={!!preview.data}
            run={() =>
                client.POST('/v1/workloads/{id}/removal', { ...call, body: { remove_volumes: removed } })
            }
            onDone={() => void done()}
        >
            {preview.error && <Problem error={preview.error} onRetry={() => preview.refetch()} />}
            <Alert color="red" icon={<Icon name="alert" />} title={t`This cannot be undone`}>
                <List size="sm">
                    <List.Item>
                        <Trans>
                            The release {workload.release_name} is taken out of the namespace{' '}
                            {workload.namespace}.
                        </Trans>
                    </List.Item>
                    <List.Item>
                        {workload.is_test ? (
                            <Trans>Its volumes go too; what came of the test stays.</Trans>
                        ) : (
                            <Trans>The subscription ends.</Trans>
                        )}
                    </List.Item>
                </List>
            </Alert>
            {!preview.data && !preview.error && <Skeleton h={80} aria-label={t`Loading`} />}
            {preview.data && !workload.is_test && volumes.length === 0 && (
                <Text size="sm">
                    <Trans>No volumes stay behind.</Trans>
                </Text>
            )}
            {!workload.is_test && volumes.length > 0 && (
                <Checkbox.Group
                    label={t`Volumes that go too`}
                    description={t`Those not ticked stay with their data, and your cloud goes on charging them.`}
                    value={removed}
                    onChange={setRemoved}
                >
                    <Stack gap="xs" mt="xs">
                        {volumes.map((volume) => (
                            <Checkbox
                                key={volume.name}
                                value={volume.name}
                                label={volume.name}
                                description={[
                                    `${format.number(volume.gib)} GiB`,
                                    volume.storage_class,
                                    volume.monthly_cost &&
                                        `${format.money(volume.monthly_cost)} ${periods('month')}`,
                                ]
                                    .filter(Boolean)
                                    .join(' · ')}
                            />
                        ))}
                    </Stack>
                </Checkbox.Group>
            )}
        </ConfirmMoney>
    );
}
