import { Trans } from '@lingui/react/macro';
import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { useActing, useSession } from '@/shell/session';
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
    const requests = useQuery(apiQuery('/v1/requests', of)).data;
    const isSeller = !!useSession()?.organization?.is_seller;
    const leads = useQuery({ ...apiQuery('/v1/leads', of), enabled: isSeller }).data;
    if (!orders || !profiles || !subscriptions || !requests || (isSeller && !leads)) return undefined;
    return recentOf(
        {
            orders: orders.items,
            subscriptions: subscriptions.items,
            profiles: profiles.items,
            requests: requests.items,
            leads: leads?.items ?? [],
        },
        SHOWN,
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

function idOf(event: Recent): string {
    if (event.kind === 'ordered') return event.order.id;
    if (event.kind === 'cancelled') return event.subscription.id;
    if (event.kind === 'requested' || event.kind === 'answered') return event.request.id;
    if (event.kind === 'lead') return event.lead.id;
    return event.profile.id;
}

function Said({ event, organizationId }: { event: Recent; organizationId: string }) {
    if (event.kind === 'ordered')
        return (
            <Trans>
                <TextLink
                    underline="always"
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
                    underline="always"
                    to="/o/$organizationId/subscriptions/$subscriptionId"
                    params={{ organizationId, subscriptionId: event.subscription.id }}
                >
                    {event.subscription.name}
                </TextLink>{' '}
                was cancelled
            </Trans>
        );
    if (event.kind === 'requested' || event.kind === 'answered')
        return <SaidOfRequest event={event} organizationId={organizationId} />;
    if (event.kind === 'lead')
        return (
            <Trans>
                {event.lead.organization_name} requested{' '}
                <TextLink
                    underline="always"
                    to="/o/$organizationId/leads/$leadId"
                    params={{ organizationId, leadId: event.lead.id }}
                >
                    {event.lead.product_name}
                </TextLink>
            </Trans>
        );
    if (event.kind === 'submitted') return <Trans>The organization’s profile was submitted</Trans>;
    if (event.kind === 'approved') return <Trans>The organization’s profile was approved</Trans>;
    return <Trans>The organization’s profile was rejected</Trans>;
}

function SaidOfRequest(props: {
    event: Extract<Recent, { kind: 'requested' | 'answered' }>;
    organizationId: string;
}) {
    const { event, organizationId } = props;
    const link = (
        <TextLink
            underline="always"
            to="/o/$organizationId/requests/$requestId"
            params={{ organizationId, requestId: event.request.id }}
        >
            {event.request.product_name}
        </TextLink>
    );
    if (event.kind === 'requested') return <Trans>An offer of {link} was requested</Trans>;
    return (
        <Trans>
            {event.request.seller_name} answered about {link}
        </Trans>
    );
}
