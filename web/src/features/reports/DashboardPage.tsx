import { Trans, useLingui } from '@lingui/react/macro';
import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { platformQuery } from '@/shell/Footer';
import { useActing } from '@/shell/session';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Needs } from './Needs';
import { dayOf } from './period';
import { RecentEvents } from './RecentEvents';
import { SellerDashboard } from './SellerDashboard';
import { Spend } from './Spend';
import { TopSubscriptions } from './TopSubscriptions';

/** What needs me; for who sells, what is sold; what is used here, what it costs, what happened. */
export function DashboardPage() {
    const { t } = useLingui();
    const { organizationId, organization } = useActing();
    const platform = useQuery(platformQuery()).data;
    const subscriptions = useQuery(
        apiQuery('/v1/subscriptions', { query: { limit: 200 }, organization: organizationId }),
    );
    const rows = subscriptions.data?.items;
    return (
        <>
            <PageHeader
                title={t`Dashboard`}
                description={
                    organization.is_seller ? (
                        <Trans>What {organization.name} sells and uses, and what waits for you.</Trans>
                    ) : (
                        <Trans>What runs at {organization.name}, and what waits for you.</Trans>
                    )
                }
            />
            <Stack gap={32}>
                <Needs subscriptions={rows ?? []} />
                {organization.is_seller && <SellerDashboard />}
                {subscriptions.error && (
                    <Problem error={subscriptions.error} onRetry={() => subscriptions.refetch()} />
                )}
                {!rows || !platform ? (
                    <Skeleton h={240} aria-label={t`Loading`} />
                ) : rows.length === 0 ? (
                    <EmptyState
                        icon="grid"
                        title={t`Nothing is subscribed yet`}
                        action={
                            <ButtonLink to="/">
                                <Trans>To the catalogue</Trans>
                            </ButtonLink>
                        }
                    >
                        <Trans>Find a product in the catalogue. Its cost and its keys appear here.</Trans>
                    </EmptyState>
                ) : (
                    <>
                        <Spend today={dayOf(new Date(), platform.billing_zone)} />
                        <SimpleGrid cols={{ base: 1, md: 2 }} spacing={32}>
                            <TopSubscriptions subscriptions={rows} />
                            <RecentEvents />
                        </SimpleGrid>
                    </>
                )}
            </Stack>
        </>
    );
}
