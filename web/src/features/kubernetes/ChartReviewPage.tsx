import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { apiQuery, forget } from '@/api/query';
import type { ChartInspection, ChartReview } from '@/api/types';
import { NotFoundPage } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { TestEvidence } from './TestEvidence';
import { useCapacity } from './units';
import { YamlText } from './YamlText';

const REFRESH = 3_000; // milliseconds, while the chart is being fetched

/** What is in the chart of a revision, for whoever decides on it. */
export function ChartReviewPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { productId, revisionId } = useParams({ strict: false }) as {
        productId: string;
        revisionId: string;
    };
    const { data, error, refetch } = useQuery({
        ...apiQuery('/v1/operator/revisions/{id}/chart', {
            path: { id: revisionId },
            organization: organizationId,
        }),
        refetchInterval: ({ state }) => (state.data?.state === 'pending' ? REFRESH : false),
    });
    const product = useQuery(
        apiQuery('/v1/operator/products/{id}', { path: { id: productId }, organization: organizationId }),
    ).data;
    if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
    if (error && !data) return <Problem error={error} onRetry={() => refetch()} />;
    if (!data || !product) return <Skeleton h={360} aria-label={t`Loading`} />;
    const number = product.revisions.find((one) => one.id === revisionId)?.number ?? '';
    return (
        <>
            <PageHeader
                title={t`Chart of revision ${number}`}
                crumbs={[
                    {
                        label: t`Products`,
                        link: { to: '/o/$organizationId/operator/products', params: { organizationId } },
                    },
                    {
                        label: product.name,
                        link: {
                            to: '/o/$organizationId/operator/products/$productId',
                            params: { organizationId, productId },
                        },
                    },
                ]}
                status={<Status state={data.state} />}
                description={
                    <Trans>
                        What the chart would make in a customer’s cluster, rendered with its own defaults.
                    </Trans>
                }
                actions={data.state === 'refused' && <TryAgain revisionId={revisionId} />}
            />
            <Stack gap={32} maw={960}>
                <Refusal chart={data} />
                <ChartFacts chart={data} />
                <TestsOfSeller revisionId={revisionId} />
                {data.inspection && <Inspection inspection={data.inspection} />}
                {data.manifest && (
                    <section aria-labelledby="manifest">
                        <Title order={2} id="manifest" mb="sm">
                            <Trans>Manifest</Trans>
                        </Title>
                        <YamlText
                            label={t`Manifest`}
                            text={data.manifest}
                            fileName={`${data.chart_name ?? 'chart'}.yaml`}
                        />
                    </section>
                )}
            </Stack>
        </>
    );
}

/** The seller's evidence that it runs, before one decides. */
function TestsOfSeller({ revisionId }: { revisionId: string }) {
    const { organizationId } = useActing();
    const { data, error, refetch } = useQuery(
        apiQuery('/v1/operator/revisions/{id}/tests', {
            path: { id: revisionId },
            organization: organizationId,
        }),
    );
    return (
        <section aria-labelledby="tests">
            <Title order={2} id="tests" mb="sm">
                <Trans>Test deployments of the seller</Trans>
            </Title>
            <Problem error={error} onRetry={() => refetch()} />
            {data?.items.length === 0 && (
                <Text size="sm">
                    <Trans>
                        The seller has not tested this revision. A seller can deploy it from the product’s
                        page; what comes of it is then shown here.
                    </Trans>
                </Text>
            )}
            {data && <TestEvidence tests={data.items} isOwn={false} />}
        </section>
    );
}

function TryAgain({ revisionId }: { revisionId: string }) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const retry = useMutation({
        mutationFn: () =>
            client.POST('/v1/operator/revisions/{id}/chart/retry', {
                params: { path: { id: revisionId } },
                headers: forOrganization(organizationId),
            }),
        onSettled: () => forget(queries, '/v1/operator/revisions', '/v1/operator/products'),
    });
    return (
        <>
            <Problem error={retry.error} />
            <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
                <Trans>Fetch it again</Trans>
            </Button>
        </>
    );
}

function Refusal({ chart }: { chart: ChartReview }) {
    const { t } = useLingui();
    if (chart.state === 'pending')
        return (
            <Alert
                color="blue"
                icon={<Icon name="clock" />}
                title={t`The chart is being fetched`}
                role="status"
            >
                <Trans>It is then checked and rendered; the page follows.</Trans> {chart.problem}
            </Alert>
        );
    if (chart.state !== 'refused') return null;
    return (
        <Alert color="red" icon={<Icon name="alert" />} title={t`The chart cannot be used`} role="alert">
            <Text size="sm">{chart.problem}</Text>
        </Alert>
    );
}

function ChartFacts({ chart }: { chart: ChartReview }) {
    const { t } = useLingui();
    const { source } = chart;
    const from = source.oci ?? source.repository ?? (source.digest ? t`uploaded` : null);
    return (
        <section aria-labelledby="chart">
            <Title order={2} id="chart" mb="sm">
                <Trans>Chart</Trans>
            </Title>
            <Facts
                facts={[
                    [t`Name`, chart.chart_name ?? source.name],
                    [t`Version`, chart.chart_version ?? source.version],
                    [t`Version of the application`, chart.app_version],
                    [t({ message: 'From', context: 'source' }), from],
                    [
                        t`Digest`,
                        chart.digest && (
                            <code key="digest" style={{ whiteSpace: 'normal', wordBreak: 'break-all' }}>
                                {chart.digest}
                            </code>
                        ),
                    ],
                    [t`Kubernetes version`, chart.kube_version ?? chart.minimum_kubernetes_version],
                    [t`Fields of its form`, String(chart.form.length)],
                    [t`Licence in the secret`, chart.licence?.secret_name],
                    [t`Taken in`, chart.taken_in_at && <Time key="taken" value={chart.taken_in_at} exact />],
                ]}
            />
        </section>
    );
}

function Inspection({ inspection }: { inspection: ChartInspection }) {
    const { t } = useLingui();
    const format = useFormat();
    const capacity = useCapacity();
    const volume = (one: ChartInspection['volumes'][number]) =>
        t`${one.name}: ${format.number(one.count)} × ${format.number(one.gib)} GiB, ${one.storage_class ?? t`default storage class`}`;
    return (
        <>
            <section aria-labelledby="reach">
                <Title order={2} id="reach" mb="sm">
                    <Trans>What reaches further than its namespace</Trans>
                </Title>
                <Stack gap="sm">
                    <Reach title={t`Objects of the whole cluster`} items={inspection.cluster_scoped} />
                    <Reach title={t`Objects in other namespaces`} items={inspection.other_namespaces} />
                    <Reach title={t`Privileged containers`} items={inspection.privileged} />
                    <Reach title={t`Access to the host`} items={inspection.host_access} />
                    <Reach title={t`Webhooks`} items={inspection.webhooks} />
                </Stack>
            </section>
            <section aria-labelledby="contents">
                <Title order={2} id="contents" mb="sm">
                    <Trans>What is in it</Trans>
                </Title>
                <Facts
                    facts={[
                        [t`CPU`, capacity.cpu(inspection.cpu_milli)],
                        [t`Memory`, capacity.memory(inspection.memory_mib)],
                        [t`Load balancers`, format.number(inspection.load_balancers)],
                        [
                            t`Objects`,
                            inspection.kinds
                                .map((one) => `${format.number(one.count)} × ${one.kind}`)
                                .join(', '),
                        ],
                    ]}
                />
                <Stack gap="sm" mt="md">
                    <Items title={t`Images`} items={inspection.images} />
                    <Items title={t`Volumes`} items={inspection.volumes.map(volume)} />
                    <Items title={t`Hooks`} items={inspection.hooks} />
                    <Items
                        title={t`Containers that do not say what they need`}
                        items={inspection.without_requests}
                    />
                </Stack>
            </section>
        </>
    );
}

/** Said also where there is nothing: that is what a reviewer wants to know. */
function Reach({ title, items }: { title: string; items: string[] }) {
    if (items.length > 0)
        return (
            <Alert color="yellow" icon={<Icon name="alert" />} title={title}>
                <Names items={items} />
            </Alert>
        );
    return (
        <Group gap="xs" wrap="nowrap">
            <Icon name="check" size={14} />
            <Text size="sm">
                <Trans>{title}: none</Trans>
            </Text>
        </Group>
    );
}

function Items({ title, items }: { title: string; items: string[] }) {
    if (items.length === 0) return null;
    return (
        <div>
            <Text size="sm" fw={600}>
                {title}
            </Text>
            <Names items={items} />
        </div>
    );
}

const Names = ({ items }: { items: string[] }) => (
    <List size="sm">
        {items.map((item) => (
            <List.Item key={item} style={{ overflowWrap: 'anywhere' }}>
                {item}
            </List.Item>
        ))}
    </List>
);
