import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { RevisionTests as Tests } from '@/api/types';
import { useActing } from '@/shell/session';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { TestEvidence } from './TestEvidence';
import { useDurations } from './units';

const WATCHING = 5_000; // milliseconds, while something changes by itself

const isMoving = (tests: Tests) =>
    tests.blocked_by.some((one) => one.code === 'chart_pending') ||
    tests.deployments.some((one) => one.result === 'under_way' || one.workload_state === 'removing');

/** A seller's own tests of a revision: what came of them, what one lacks, and the way to the next. */
export function RevisionTests({ revisionId }: { revisionId: string }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const durations = useDurations();
    const { data, error, refetch } = useQuery({
        ...apiQuery('/v1/seller/revisions/{id}/tests', {
            path: { id: revisionId },
            organization: organizationId,
        }),
        refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? WATCHING : false),
    });
    if (error && !data) return <Problem error={error} onRetry={() => refetch()} />;
    if (!data) return <Skeleton h={160} aria-label={t`Loading`} />;
    return (
        <Stack gap="md">
            <Text size="sm">
                <Trans>
                    Deploy the revision into a cluster of your own, as a customer would: without an order, and
                    without cost on this marketplace; your cloud charges what runs. After{' '}
                    {durations(data.lifetime_seconds)} it is removed with its volumes. The namespace stays,
                    since Kontor may not remove it, so take one for tests. What came of it is kept here, and
                    shown to the operator who reviews the revision.
                </Trans>
            </Text>
            {data.blocked_by.map((blocker) => (
                <Blocker key={blocker.code} blocker={blocker} />
            ))}
            {data.can_deploy && <Begin revisionId={revisionId} draftId={data.draft_id} />}
            {data.deployments.length === 0 ? (
                <EmptyState icon="layers" title={t`Not tested yet`} />
            ) : (
                <TestEvidence tests={data.deployments} isOwn />
            )}
        </Stack>
    );
}

function Blocker({ blocker }: { blocker: Tests['blocked_by'][number] }) {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const titles: Record<string, string> = {
        no_chart: t`This revision has no chart`,
        chart_pending: t`The chart is being fetched`,
        chart_refused: t`The chart cannot be used`,
        no_cluster: t`You have no cluster`,
        cluster_not_ready: t`No cluster is ready`,
    };
    return (
        <Alert
            color={blocker.code === 'chart_refused' ? 'red' : 'blue'}
            icon={<Icon name="info" />}
            title={titles[blocker.code] ?? blocker.code}
        >
            <Stack gap="xs" align="flex-start">
                <Text size="sm">{blocker.message}</Text>
                {blocker.code === 'no_cluster' && may('purchase') && (
                    <ButtonLink size="xs" to="/o/$organizationId/clusters/new" params={{ organizationId }}>
                        <Trans>Add a cluster</Trans>
                    </ButtonLink>
                )}
                {blocker.code === 'no_cluster' && !may('purchase') && (
                    <Text size="sm">
                        <Trans>A colleague with the role “purchasing” adds it.</Trans>
                    </Text>
                )}
                {blocker.code === 'cluster_not_ready' && (
                    <ButtonLink
                        size="xs"
                        variant="default"
                        to="/o/$organizationId/clusters"
                        params={{ organizationId }}
                    >
                        <Trans>See your clusters</Trans>
                    </ButtonLink>
                )}
            </Stack>
        </Alert>
    );
}

function Begin({ revisionId, draftId }: { revisionId: string; draftId: string | null }) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    const go = (configurationId: string) =>
        navigate({
            to: '/o/$organizationId/configurations/$configurationId',
            params: { organizationId, configurationId },
        });
    const begin = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/seller/revisions/{id}/test-configurations', {
                    params: { path: { id: revisionId } },
                    headers: forOrganization(organizationId),
                    body: {},
                }),
            ),
        onSuccess: async ({ id }) => {
            await forget(queries, '/v1/seller/revisions');
            await go(id);
        },
    });
    return (
        <>
            <Problem error={begin.error} />
            <Group gap="xs">
                <Button loading={begin.isPending} onClick={() => begin.mutate()}>
                    <Trans>Configure a test</Trans>
                </Button>
                {draftId && (
                    <Button variant="default" onClick={() => go(draftId)}>
                        <Trans>Go on with the draft</Trans>
                    </Button>
                )}
            </Group>
        </>
    );
}
