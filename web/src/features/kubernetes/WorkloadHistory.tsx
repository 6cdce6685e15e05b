import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { client } from '@/api/client';
import type { Operation, WorkloadDetail } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { onePage } from '@/ui/list_query';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { useOperationNames, useWorkloadCall } from './workload';

/** What was done with it, by whom, and the way back. */
export function WorkloadHistory({ workload }: { workload: WorkloadDetail }) {
    const { t } = useLingui();
    const { may } = useActing();
    const names = useOperationNames();
    const [wanted, setWanted] = useState<Operation | null>(null);
    const newest = workload.operations.find((one) => one.state === 'succeeded')?.id;
    const canGoBack = may('purchase') && (workload.state === 'ready' || workload.state === 'degraded');
    const columns = useMemo<Column<Operation>[]>(
        () => [
            {
                id: 'kind',
                header: t`Operation`,
                value: (row) => names[row.kind],
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => (
                    <>
                        <Status state={row.state} />
                        {row.problem && (
                            <Text size="xs" c="dimmed">
                                {row.problem}
                            </Text>
                        )}
                    </>
                ),
                value: (row) => row.state,
            },
            {
                id: 'version',
                header: t`Version`,
                cell: (row) => row.chart_version ?? '–',
                value: (row) => row.chart_version,
            },
            {
                id: 'requested_by',
                header: t`By`,
                value: (row) => row.requested_by_name,
            },
            {
                id: 'started_at',
                header: t`Started`,
                cell: (row) => <Time value={row.started_at} exact />,
                value: (row) => row.started_at,
            },
            {
                id: 'ended_at',
                header: t`Ended`,
                cell: (row) => <Time value={row.ended_at} exact />,
                value: (row) => row.ended_at,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) =>
                    canGoBack &&
                    row.state === 'succeeded' &&
                    row.kind !== 'remove' &&
                    row.id !== newest && (
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Roll back to ${row.chart_version ?? ''}`}
                            onClick={() => setWanted(row)}
                        >
                            <Trans>Roll back…</Trans>
                        </Button>
                    ),
            },
        ],
        [t, names, canGoBack, newest],
    );
    return (
        <section aria-labelledby="history">
            <Title order={2} id="history" mb="sm">
                <Trans>History</Trans>
            </Title>
            <DataTable
                name={`history-${workload.release_name}`}
                prefix="history_"
                label={t`History`}
                columns={columns}
                query={onePage(workload.operations)}
                rowId={(row) => row.id}
                empty={null}
            />
            {wanted && <RollBack workload={workload} to={wanted} onClose={() => setWanted(null)} />}
        </section>
    );
}

function RollBack(props: { workload: WorkloadDetail; to: Operation; onClose: () => void }) {
    const { workload, to, onClose } = props;
    const { t } = useLingui();
    const { call, done } = useWorkloadCall(workload.id);
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Roll ${workload.name} back?`}
            confirm={t`Yes, roll back`}
            keep={t`No, leave it`}
            run={() => client.POST('/v1/workloads/{id}/rollback', { ...call, body: { operation_id: to.id } })}
            onDone={() => void done()}
        >
            <Text>
                <Trans>
                    It runs again with version {to.chart_version} and the settings of{' '}
                    <Time value={to.ended_at} exact />.
                </Trans>
            </Text>
            <Text>
                <Trans>
                    Data in volumes stay as they are now: what a newer version has converted is not converted
                    back. It costs nothing.
                </Trans>
            </Text>
        </ConfirmMoney>
    );
}
