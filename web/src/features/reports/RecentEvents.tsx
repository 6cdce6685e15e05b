import { Trans } from '@lingui/react/macro';
import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { useActing } from '@/shell/session';
import { TextLink } from '@/ui/links';
import { Time } from '@/ui/Time';
import { type Recent, recentOf } from './recent';

const SHOWN = 8;

/** What happened lately in an organization; undefined until it is known. */
export function useRecent(organizationId: string): Recent[] | undefined {
    const of = { query: { limit: SHOWN }, organization: organizationId };
    const orders = useQuery(apiQuery('/v1/orders', of)).data;
    const profiles = useQuery(apiQuery('/v1/organization/profiles', of)).data;
    const subscriptions = useQuery(
        apiQuery('/v1/subscriptions', { query: { limit: 200 }, organization: organizationId }),
    ).data;
    return (
        orders &&
        profiles &&
        subscriptions &&
        recentOf(orders.items, subscriptions.items, profiles.items, SHOWN)
    );
}

export function RecentEvents() {
    const { organizationId } = useActing();
    const recent = useRecent(organizationId);
    if (!recent) return null;
    return (
        <section aria-labelledby="recent">
            <Title order={2} id="recent" mb="sm">
                <Trans>What happened lately</Trans>
            </Title>
            <RecentList recent={recent} organizationId={organizationId} />
        </section>
    );
}

export function RecentList({ recent, organizationId }: { recent: Recent[]; organizationId: string }) {
    return (
        <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
            {recent.map((event) => (
                <li key={event.kind + idOf(event)}>
                    <Group gap="sm" justify="space-between" wrap="nowrap" align="baseline">
                        <Text size="sm">
                            <Said event={event} organizationId={organizationId} />
                        </Text>
                        <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
                            <Time value={event.at} />
                        </Text>
                    </Group>
                </li>
            ))}
        </Stack>
    );
}

const idOf = (event: Recent) =>
    event.kind === 'ordered'
        ? event.order.id
        : event.kind === 'cancelled'
          ? event.subscription.id
          : event.profile.id;

function Said({ event, organizationId }: { event: Recent; organizationId: string }) {
    if (event.kind === 'ordered')
        return (
            <Trans>
                <TextLink
                    to="/o/$organizationId/orders/$orderId"
                    params={{ organizationId, orderId: event.order.id }}
                >
                    {event.order.product_name}
                </TextLink>{' '}
                was ordered
            </Trans>
        );
    if (event.kind === 'cancelled')
        return (
            <Trans>
                <TextLink
                    to="/o/$organizationId/subscriptions/$subscriptionId"
                    params={{ organizationId, subscriptionId: event.subscription.id }}
                >
                    {event.subscription.name}
                </TextLink>{' '}
                was cancelled
            </Trans>
        );
    if (event.kind === 'submitted') return <Trans>The organization’s profile was submitted</Trans>;
    if (event.kind === 'approved') return <Trans>The organization’s profile was approved</Trans>;
    return <Trans>The organization’s profile was rejected</Trans>;
}
