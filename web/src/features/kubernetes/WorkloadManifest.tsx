import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readText } from '@/api/text';
import type { WorkloadDetail } from '@/api/types';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { LineDifference } from '@/ui/LineDifference';
import { Problem } from '@/ui/Problem';
import { useOperationNames } from './workload';
import { YamlText } from './YamlText';

function useManifest(workload: WorkloadDetail, operationId: string | undefined) {
    const { organizationId } = useActing();
    return useQuery({
        queryKey: [organizationId, `/v1/workloads/${workload.id}/manifest?operation=${operationId}`],
        queryFn: ({ queryKey, signal }) => readText(queryKey[1] as string, organizationId, signal),
        enabled: operationId !== undefined,
        staleTime: Infinity, // what was deployed once is history
    });
}

/** What operations deployed, and what each of them changed. */
export function WorkloadManifest({ workload }: { workload: WorkloadDetail }) {
    const { t } = useLingui();
    const format = useFormat();
    const names = useOperationNames();
    const [isOpen, setOpen] = useState(false);
    const [isDifference, setDifference] = useState(false);
    const done = workload.operations.filter((one) => one.state === 'succeeded' && one.kind !== 'remove');
    const [chosen, setChosen] = useState('');
    const index = Math.max(
        0,
        done.findIndex((one) => one.id === chosen),
    );
    const operation = done[index];
    const former = done[index + 1];
    if (!operation) return null;
    return (
        <section aria-labelledby="manifest">
            <Group justify="space-between" mb="sm">
                <Title order={2} id="manifest">
                    <Trans>Manifest</Trans>
                </Title>
                <Button variant="default" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
                    {isOpen ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
                </Button>
            </Group>
            {isOpen && (
                <Stack gap="sm">
                    <Group gap="sm" align="flex-end">
                        <NativeSelect
                            label={t`Operation`}
                            value={operation.id}
                            onChange={(event) => setChosen(event.currentTarget.value)}
                            data={done.map((one) => ({
                                value: one.id,
                                label: `${names[one.kind]} ${one.chart_version ?? ''} · ${one.ended_at ? format.time(one.ended_at) : ''}`,
                            }))}
                        />
                        {former && (
                            <Button
                                variant="default"
                                aria-pressed={isDifference}
                                onClick={() => setDifference(!isDifference)}
                            >
                                {isDifference ? (
                                    <Trans>Show all of it</Trans>
                                ) : (
                                    <Trans>Show what it changed</Trans>
                                )}
                            </Button>
                        )}
                    </Group>
                    {isDifference && former ? (
                        <Difference workload={workload} before={former.id} after={operation.id} />
                    ) : (
                        <Whole workload={workload} operationId={operation.id} />
                    )}
                </Stack>
            )}
        </section>
    );
}

function Whole({ workload, operationId }: { workload: WorkloadDetail; operationId: string }) {
    const { t } = useLingui();
    const { data, error, refetch } = useManifest(workload, operationId);
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    return <YamlText label={t`Manifest`} text={data} fileName={`${workload.release_name}.yaml`} />;
}

function Difference(props: { workload: WorkloadDetail; before: string; after: string }) {
    const { t } = useLingui();
    const before = useManifest(props.workload, props.before);
    const after = useManifest(props.workload, props.after);
    const error = before.error ?? after.error;
    if (error)
        return <Problem error={error} onRetry={() => Promise.all([before.refetch(), after.refetch()])} />;
    if (before.data === undefined || after.data === undefined)
        return <Skeleton h={240} aria-label={t`Loading`} />;
    if (before.data === after.data)
        return (
            <Text size="sm">
                <Trans>Both are the same.</Trans>
            </Text>
        );
    return <LineDifference label={t`Difference`} before={before.data} after={after.data} />;
}
