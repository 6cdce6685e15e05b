import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Button, Checkbox, Loader, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { apiQuery, forget } from '@/api/query';
import type { Configuration, Finding, Product, Purchase } from '@/api/types';
import { PlanPrice } from '@/features/catalog/Plans';
import { SellerSees } from '@/features/catalog/SellerSees';
import { useActing } from '@/shell/session';
import { fileAddress } from '@/ui/files';
import { Icon } from '@/ui/icons';
import { Money } from '@/ui/Money';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { DeployTest } from './DeployTest';
import { useCapacity } from './units';

const WAITING = 2_000; // milliseconds: also where no event comes through

const isMissing = (error: unknown) => error instanceof ApiProblem && error.status === 404;

function usePreflight(id: string) {
    const { organizationId } = useActing();
    return useQuery({
        ...apiQuery('/v1/configurations/{id}/preflight', { path: { id }, organization: organizationId }),
        refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? WAITING : false),
    });
}

/** What it costs, what is in the way, what one agrees to, and the button. */
export function DeployBox(props: { configuration: Configuration; product?: Product; isUnsaved: boolean }) {
    const { configuration, product, isUnsaved } = props;
    const { organizationId, may } = useActing();
    const purchase = useQuery({
        ...apiQuery('/v1/products/{slug}/purchase', {
            path: { slug: configuration.product_slug },
            organization: organizationId,
        }),
        enabled: !!product,
    }).data;
    const preflight = usePreflight(configuration.id);
    return (
        <Stack gap="md">
            <Paper p="md">
                <Stack gap="md">
                    {product && <Price configuration={configuration} product={product} />}
                    <InfrastructureCost
                        configuration={configuration}
                        isChecked={!!preflight.data?.checked_at}
                    />
                </Stack>
            </Paper>
            <Paper p="md">
                <Check configuration={configuration} isUnsaved={isUnsaved} />
            </Paper>
            {may('purchase') && product && purchase && !configuration.ordered_at && (
                <Paper p="md">
                    <Deploy
                        configuration={configuration}
                        product={product}
                        purchase={purchase}
                        isChecked={!!preflight.data?.may_deploy && !isUnsaved}
                    />
                </Paper>
            )}
            {may('offerings') && configuration.is_test && !configuration.ordered_at && (
                <Paper p="md">
                    <DeployTest
                        configuration={configuration}
                        isChecked={!!preflight.data?.may_deploy && !isUnsaved}
                    />
                </Paper>
            )}
        </Stack>
    );
}

function Price({ configuration, product }: { configuration: Configuration; product: Product }) {
    const plan = product.plans.find((one) => one.id === configuration.plan_id);
    return (
        <section aria-labelledby="price">
            <Title order={2} id="price" fz="md" mb={4}>
                <Trans>Price</Trans>
            </Title>
            {plan ? <PlanPrice plan={plan} product={product} /> : configuration.plan_name}
        </section>
    );
}

function InfrastructureCost(props: { configuration: Configuration; isChecked: boolean }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const capacity = useCapacity();
    const { data, error, refetch } = useQuery({
        ...apiQuery('/v1/configurations/{id}/cost', {
            path: { id: props.configuration.id },
            organization: organizationId,
        }),
        enabled: props.isChecked,
    });
    type Line = NonNullable<typeof data>['lines'][number];
    const names: Record<Line['kind'], string> = {
        cpu: t`Processors`,
        memory: t`Memory`,
        disk: t`Disks`,
        load_balancer: t`Load balancers`,
    };
    const quantity = (line: Line) =>
        line.kind === 'cpu'
            ? capacity.cpu(line.quantity)
            : line.kind === 'memory'
              ? capacity.memory(line.quantity)
              : line.kind === 'disk'
                ? `${line.quantity} GiB`
                : line.quantity;
    return (
        <section aria-labelledby="infrastructure">
            <Title order={2} id="infrastructure" fz="md" mb={4}>
                <Trans>Infrastructure a month</Trans>
            </Title>
            {error && !isMissing(error) ? (
                <Problem error={error} onRetry={() => refetch()} />
            ) : !data ? (
                <Text size="sm" c="dimmed">
                    <Trans>Known once it was checked.</Trans>
                </Text>
            ) : (
                <Stack gap="xs">
                    <Table verticalSpacing={4} horizontalSpacing={4} aria-label={t`Infrastructure a month`}>
                        <Table.Tbody>
                            {data.lines.map((line) => (
                                <Table.Tr key={line.kind + line.storage_class}>
                                    <Table.Td>
                                        {names[line.kind]}
                                        {line.storage_class && ` (${line.storage_class})`}
                                    </Table.Td>
                                    <Table.Td ta="right" className="number">
                                        {quantity(line)}
                                    </Table.Td>
                                    <Table.Td ta="right">
                                        <Money value={line.amount} />
                                    </Table.Td>
                                </Table.Tr>
                            ))}
                            <Table.Tr fw={600}>
                                <Table.Td colSpan={2}>{t`Together`}</Table.Td>
                                <Table.Td ta="right">
                                    <Money value={data.total} />
                                </Table.Td>
                            </Table.Tr>
                        </Table.Tbody>
                    </Table>
                    {data.unknown.map((sentence) => (
                        <Text key={sentence} size="xs" c="dimmed">
                            {sentence}
                        </Text>
                    ))}
                    <Text size="xs" c="dimmed">
                        <Trans>An estimate. Your cloud charges it, not this marketplace.</Trans>
                        {!data.is_current && (
                            <>
                                {' '}
                                <Trans>The configuration has changed since; check it again.</Trans>
                            </>
                        )}
                    </Text>
                </Stack>
            )}
        </section>
    );
}

function Check({ configuration, isUnsaved }: { configuration: Configuration; isUnsaved: boolean }) {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const queries = useQueryClient();
    const { data, error, refetch } = usePreflight(configuration.id);
    const check = useMutation({
        mutationFn: () =>
            client.POST('/v1/configurations/{id}/preflight', {
                params: { path: { id: configuration.id } },
                headers: forOrganization(organizationId),
            }),
        onSettled: () => forget(queries, `/v1/configurations/${configuration.id}/`),
    });
    const isWaiting = check.isPending || data?.state === 'waiting';
    return (
        <section aria-labelledby="check">
            <Title order={2} id="check" fz="md" mb={4}>
                <Trans>Check</Trans>
            </Title>
            <Stack gap="sm" aria-live="polite">
                <Problem error={check.error ?? (isMissing(error) ? null : error)} onRetry={() => refetch()} />
                {isWaiting ? (
                    <Text size="sm">
                        <Loader size={12} aria-hidden mr={6} />
                        <Trans>Being checked against the cluster…</Trans>
                    </Text>
                ) : !data || isMissing(error) ? (
                    <Text size="sm" c="dimmed">
                        <Trans>Finds what would go wrong, before it does. Nothing is changed.</Trans>
                    </Text>
                ) : data.state === 'failed' ? (
                    <Alert color="red" icon={<Icon name="alert" />} title={t`The check itself failed`}>
                        {data.problem}
                    </Alert>
                ) : (
                    <Findings
                        findings={data.findings}
                        isCurrent={data.is_current}
                        checkedAt={data.checked_at}
                    />
                )}
                {may(configuration.is_test ? 'offerings' : 'purchase') && !configuration.ordered_at && (
                    <Button
                        variant="default"
                        disabled={isUnsaved || isWaiting}
                        loading={check.isPending}
                        onClick={() => check.mutate()}
                    >
                        {data ? <Trans>Check again</Trans> : <Trans>Check</Trans>}
                    </Button>
                )}
            </Stack>
        </section>
    );
}

const LOOKS = {
    error: { color: 'red', icon: 'alert' },
    warning: { color: 'yellow', icon: 'alert' },
    info: { color: 'blue', icon: 'info' },
} as const;

function Findings(props: { findings: Finding[]; isCurrent: boolean; checkedAt: string | null }) {
    const { t } = useLingui();
    const words = { error: t`Error`, warning: t`Warning`, info: t`Note` };
    return (
        <>
            <Text size="sm" c="dimmed">
                {props.isCurrent ? (
                    <Trans>
                        Checked <Time value={props.checkedAt} />
                    </Trans>
                ) : (
                    <Trans>The configuration has changed since; check it again.</Trans>
                )}
            </Text>
            {props.isCurrent && !props.findings.some((one) => one.severity === 'error') && (
                <Alert color="green" icon={<Icon name="check" />} title={t`Nothing is in the way`} />
            )}
            {props.findings.map((finding) => (
                <Alert
                    key={finding.code + finding.object + finding.message}
                    color={LOOKS[finding.severity].color}
                    icon={<Icon name={LOOKS[finding.severity].icon} />}
                    title={
                        finding.object
                            ? `${words[finding.severity]}: ${finding.object}`
                            : words[finding.severity]
                    }
                >
                    <Text size="sm">{finding.message}</Text>
                    {finding.cure && (
                        <Text size="sm" mt={4} fw={500}>
                            {finding.cure}
                        </Text>
                    )}
                </Alert>
            ))}
        </>
    );
}

function useDeploy(configuration: Configuration) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    return useMutation({
        mutationFn: async (accepted: string[]) => {
            const headers = forOrganization(organizationId);
            const order = bodyOf(
                await client.POST('/v1/orders', {
                    headers,
                    body: {
                        plan_id: configuration.plan_id ?? '',
                        accepted,
                        configuration_id: configuration.id,
                    },
                }),
            );
            const newest = bodyOf(
                await client.GET('/v1/workloads', { headers, params: { query: { limit: 200 } } }),
            );
            const workload = newest.items.find((one) => one.subscription_id === order.subscription_id);
            return { orderId: order.id, workloadId: workload?.id };
        },
        onSuccess: async ({ orderId, workloadId }) => {
            await forget(queries, '/v1/subscriptions', '/v1/orders', '/v1/products/', '/v1/workloads');
            if (workloadId)
                await navigate({
                    to: '/o/$organizationId/workloads/$workloadId',
                    params: { organizationId, workloadId },
                });
            else
                await navigate({
                    to: '/o/$organizationId/orders/$orderId',
                    params: { organizationId, orderId },
                });
        },
    });
}

function Deploy(props: {
    configuration: Configuration;
    product: Product;
    purchase: Purchase;
    isChecked: boolean;
}) {
    const { configuration, product, purchase, isChecked } = props;
    const { t } = useLingui();
    const [accepted, setAccepted] = useState<string[]>([]);
    const deploy = useDeploy(configuration);
    const hasAgreed = purchase.agreements.every((one) => accepted.includes(one.digest));
    return (
        <Stack gap="sm">
            <Checkbox.Group label={t`Agreements`} value={accepted} onChange={setAccepted}>
                <Stack gap="xs" mt="xs">
                    {purchase.agreements.map((agreement) => {
                        const title = (
                            <Anchor
                                href={fileAddress(agreement.digest, agreement.title)}
                                target="_blank"
                                size="sm"
                                underline="always"
                            >
                                {agreement.title}
                            </Anchor>
                        );
                        return (
                            <Checkbox
                                key={agreement.digest}
                                value={agreement.digest}
                                name="accepted"
                                label={
                                    agreement.kind === 'eula' ? (
                                        <Trans>
                                            I agree to the {title} of {product.seller.name}
                                        </Trans>
                                    ) : (
                                        <Trans>I agree to the {title}</Trans>
                                    )
                                }
                            />
                        );
                    })}
                </Stack>
            </Checkbox.Group>
            <SellerSees seller={product.seller.name} />
            <Problem error={deploy.error} />
            <Button
                disabled={!isChecked || !hasAgreed}
                loading={deploy.isPending}
                aria-describedby="deploy-needs"
                onClick={() => deploy.mutate(accepted)}
            >
                <Trans>Deploy now</Trans>
            </Button>
            <Text size="xs" c="dimmed" id="deploy-needs">
                {!isChecked ? (
                    <Trans>It needs a check of the configuration as it is now, without errors.</Trans>
                ) : !hasAgreed ? (
                    <Trans>It needs your agreement.</Trans>
                ) : (
                    <Trans>This orders the product and starts to deploy it.</Trans>
                )}
            </Text>
        </Stack>
    );
}
