import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '@/api/client';
import type { WorkloadDetail } from '@/api/types';
import { ContactSupport } from '@/features/catalog/Support';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useDurations } from './units';
import { isBusy, useMatter, useStepNames, useWorkloadCall } from './workload';

/** What is being done and how long it takes, or why something failed and what one can do. */
export function WorkloadHealth({ workload }: { workload: WorkloadDetail }) {
    if (isBusy(workload)) return <UnderWay workload={workload} />;
    if (workload.state === 'failed' || workload.state === 'degraded') return <Trouble workload={workload} />;
    return null;
}

function useSecondsSince(time: string | null | undefined): number {
    const [now, setNow] = useState(Date.now);
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), 1000);
        return () => clearInterval(timer);
    }, []);
    return time ? Math.max(0, Math.floor((now - Date.parse(time)) / 1000)) : 0;
}

function UnderWay({ workload }: { workload: WorkloadDetail }) {
    const { t } = useLingui();
    const { may } = useActing();
    const durations = useDurations();
    const steps = useStepNames();
    const { progress } = workload;
    const seconds = useSecondsSince(progress?.started_at);
    const isStopping = workload.operations[0]?.stops_at;
    return (
        <Alert
            color="blue"
            icon={<Loader size={16} aria-hidden />}
            title={steps(progress?.step ?? 'waiting')}
        >
            <Stack gap="xs">
                <Progress.Root size="sm">
                    <Progress.Section value={progress?.percent ?? 0} aria-label={t`Progress`} />
                </Progress.Root>
                <Text size="sm" role="status">
                    {progress && progress.total > 0 && (
                        <>
                            <Trans>
                                {progress.ready} of {progress.total} objects are ready.
                            </Trans>{' '}
                        </>
                    )}
                    {progress && (
                        <Trans>
                            Usually {durations(progress.expected_seconds.low)} to{' '}
                            {durations(progress.expected_seconds.high)}.
                        </Trans>
                    )}
                </Text>
                {seconds > 0 && (
                    <Text size="sm" c="dimmed">
                        <Trans>Under way for {durations(seconds)}</Trans>
                    </Text>
                )}
                {may(workload.is_test ? 'offerings' : 'purchase') && (
                    <Group>
                        {isStopping ? (
                            <Text size="sm">{t`Being stopped…`}</Text>
                        ) : (
                            <Stop workload={workload} />
                        )}
                    </Group>
                )}
            </Stack>
        </Alert>
    );
}

function Stop({ workload }: { workload: WorkloadDetail }) {
    const { call, done } = useWorkloadCall(workload.id);
    const stop = useMutation({
        mutationFn: () => client.POST('/v1/workloads/{id}/stop', call),
        onSettled: done,
    });
    return (
        <Stack gap="xs">
            <Problem error={stop.error} />
            <Button size="xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
                <Trans>Stop</Trans>
            </Button>
        </Stack>
    );
}

function Trouble({ workload }: { workload: WorkloadDetail }) {
    const { t } = useLingui();
    const { may } = useActing();
    const { call, done } = useWorkloadCall(workload.id);
    const retry = useMutation({
        mutationFn: () => client.POST('/v1/workloads/{id}/retry', call),
        onSettled: done,
    });
    const isFailed = workload.state === 'failed';
    const matterOf = useMatter();
    return (
        <Alert
            color={isFailed ? 'red' : 'yellow'}
            role="alert"
            icon={<Icon name="alert" />}
            title={isFailed ? t`It failed` : t`It does not run as it should`}
        >
            <Stack gap="xs">
                <Text size="sm">{workload.cause}</Text>
                <Problem error={retry.error} />
                {isFailed && !workload.is_test && may('purchase') && (
                    <Group gap="sm">
                        <Button
                            size="xs"
                            variant="default"
                            loading={retry.isPending}
                            onClick={() => retry.mutate()}
                        >
                            <Trans>Try again</Trans>
                        </Button>
                        <Text size="sm">
                            <Trans>It tries the same once more. Or remove it above.</Trans>
                        </Text>
                    </Group>
                )}
                {!workload.is_test && (
                    <Group>
                        <ContactSupport matter={matterOf(workload)} code={workload.cause_code} />
                    </Group>
                )}
            </Stack>
        </Alert>
    );
}
