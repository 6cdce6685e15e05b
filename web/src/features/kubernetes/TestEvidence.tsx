import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Group, List, Paper, Stack, Text } from '@mantine/core';
import type { TestDeployment } from '@/api/types';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { useDurations } from './units';

/** What came of the tests of a revision; its own seller gets to what runs of them. */
export function TestEvidence({ tests, isOwn }: { tests: TestDeployment[]; isOwn: boolean }) {
    return (
        <Stack gap="md">
            {tests.map((test) => (
                <Evidence key={test.id} test={test} isOwn={isOwn} />
            ))}
        </Stack>
    );
}

function Evidence({ test, isOwn }: { test: TestDeployment; isOwn: boolean }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const durations = useDurations();
    const seconds =
        test.started_at && test.ended_at
            ? (Date.parse(test.ended_at) - Date.parse(test.started_at)) / 1000
            : null;
    return (
        <Paper p="md" component="article" aria-label={t`Test of version ${test.chart_version ?? ''}`}>
            <Stack gap="sm">
                <Group gap="sm">
                    <Status state={test.result} />
                    <Text size="sm" fw={500}>
                        <Trans>
                            {test.requested_by_name}, <Time value={test.created_at} exact />
                        </Trans>
                    </Text>
                    {isOwn && (
                        <TextLink
                            to="/o/$organizationId/workloads/$workloadId"
                            params={{ organizationId, workloadId: test.workload_id }}
                            underline="always"
                        >
                            <Trans>Open</Trans>
                        </TextLink>
                    )}
                </Group>
                {test.cause && (
                    <Alert color="red" icon={<Icon name="alert" />} title={t`Why it did not run`}>
                        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                            {test.cause}
                        </Text>
                    </Alert>
                )}
                {!test.is_current && (
                    <Alert
                        color="yellow"
                        icon={<Icon name="info" />}
                        title={t`The revision has another chart now`}
                    />
                )}
                <Facts
                    facts={[
                        [t`Version`, test.chart_version],
                        [t`Kubernetes version`, test.kubernetes_version],
                        [t`Took`, seconds !== null && durations(seconds)],
                        [t`Now`, <Whereabouts key="now" test={test} />],
                        [
                            t`Digest`,
                            <code key="digest" style={{ whiteSpace: 'normal', wordBreak: 'break-all' }}>
                                {test.chart_digest}
                            </code>,
                        ],
                    ]}
                />
                <Parts test={test} />
            </Stack>
        </Paper>
    );
}

function Whereabouts({ test }: { test: TestDeployment }) {
    if (test.removed_at)
        return (
            <Trans>
                removed <Time value={test.removed_at} exact />
            </Trans>
        );
    return (
        <Group gap={6}>
            <Status state={test.workload_state} />
            <Trans>
                removed by itself <Time value={test.removes_at} exact />
            </Trans>
            {test.workload_cause !== test.cause && test.workload_cause}
        </Group>
    );
}

function Parts({ test }: { test: TestDeployment }) {
    const { t } = useLingui();
    const states = useStateNames();
    return (
        <>
            <Names
                title={t`Objects`}
                items={test.objects.map(
                    (one) => `${one.kind}/${one.name}: ${one.message ?? states(one.state)}`,
                )}
            />
            <Names title={t`Images`} items={test.images} />
        </>
    );
}

function Names({ title, items }: { title: string; items: string[] }) {
    if (items.length === 0) return null;
    return (
        <details>
            <summary>
                {title} ({items.length})
            </summary>
            <List size="sm" mt={4}>
                {items.map((item) => (
                    <List.Item key={item} lang="en" style={{ overflowWrap: 'anywhere' }}>
                        {item}
                    </List.Item>
                ))}
            </List>
        </details>
    );
}
