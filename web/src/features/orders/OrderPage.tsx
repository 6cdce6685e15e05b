import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Group, Stack, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiList, apiQuery } from '@/api/query';
import type { Order } from '@/api/types';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { LiveProgress, type Step } from '@/ui/LiveProgress';
import { ButtonLink, TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';

export function OrderPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { orderId } = useParams({ strict: false }) as { orderId: string };
    const query = useQuery(
        apiQuery('/v1/orders/{id}', { path: { id: orderId }, organization: organizationId }),
    );
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={t`Order of ${data.product_name}`}
                crumbs={[
                    {
                        label: t`Orders`,
                        link: { to: '/o/$organizationId/orders', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
                actions={<WayOn order={data} />}
            />
            <Stack gap="lg" maw={760}>
                {data.problem && (
                    <Alert color="red" icon={<Icon name="alert" />} title={t`The order failed`}>
                        {data.problem}
                    </Alert>
                )}
                <Progress order={data} />
                <OrderFacts order={data} />
            </Stack>
        </>
    );
}

function WayOn({ order }: { order: Order }) {
    const { organizationId } = useActing();
    if (order.state === 'completed' && order.subscription_id)
        return (
            <ButtonLink
                to="/o/$organizationId/subscriptions/$subscriptionId"
                params={{ organizationId, subscriptionId: order.subscription_id }}
            >
                <Trans>Go to the subscription</Trans>
            </ButtonLink>
        );
    if (order.state === 'failed' || order.state === 'cancelled')
        return (
            <ButtonLink to="/products/$slug" params={{ slug: order.product_slug }}>
                <Trans>Order it again</Trans>
            </ButtonLink>
        );
    return null;
}

function Progress({ order }: { order: Order }) {
    const { t } = useLingui();
    const at = ['placed', 'provisioning', 'completed'].indexOf(order.state);
    const stateOf = (step: number): Step['state'] => {
        if (order.state === 'failed') return step === 0 ? 'done' : step === 1 ? 'failed' : 'waiting';
        if (at > step || order.state === 'completed') return 'done';
        return at === step ? 'running' : 'waiting';
    };
    if (order.state === 'cancelled') return null;
    return (
        <section aria-labelledby="progress">
            <Title order={2} id="progress" mb="sm">
                <Trans>Progress</Trans>
            </Title>
            <LiveProgress
                label={t`Progress of the order`}
                steps={[
                    {
                        label: t`Order placed`,
                        state: at >= 0 || order.state === 'failed' ? 'done' : 'waiting',
                    },
                    { label: t`Service is set up`, state: stateOf(order.state === 'placed' ? 0 : 1) },
                    { label: t`Ready to use`, state: stateOf(2) },
                ]}
            />
        </section>
    );
}

function OrderFacts({ order }: { order: Order }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const members = useInfiniteQuery(
        apiList('/v1/organization/members', { organization: organizationId }),
    ).data;
    const person = members?.pages
        .flatMap((page) => page.items)
        .find((one) => one.user_id === order.placed_by);
    return (
        <section aria-labelledby="facts">
            <Group mb="sm">
                <Title order={2} id="facts">
                    <Trans>What was ordered</Trans>
                </Title>
            </Group>
            <Facts
                facts={[
                    [
                        t`Product`,
                        <TextLink key="product" to="/products/$slug" params={{ slug: order.product_slug }}>
                            {order.product_name}
                        </TextLink>,
                    ],
                    [t`Plan`, order.plan_name],
                    [t`Placed by`, person?.name ?? order.placed_by],
                    [t`Placed`, <Time key="placed" value={order.placed_at} exact />],
                    [
                        t`Completed`,
                        order.completed_at && <Time key="completed" value={order.completed_at} exact />,
                    ],
                    [t`Order id`, <code key="id">{order.id}</code>],
                ]}
            />
        </section>
    );
}
