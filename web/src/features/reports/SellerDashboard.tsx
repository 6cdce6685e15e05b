import { Trans, useLingui } from '@lingui/react/macro';
import { Group, SimpleGrid, Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import type { SellerDashboard as Dashboard } from '@/api/types';
import { useActing } from '@/shell/session';
import { TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { Part, TwoLines } from './Part';
import { SalesFigures } from './SalesFigures';
import { SellerOfferings } from './SellerOfferings';

/** What waits for who sells, what is offered, and what this month brought. */
export function SellerDashboard() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { data, error, refetch } = useQuery(
        apiQuery('/v1/seller/dashboard', { organization: organizationId }),
    );
    if (error && !data) return <Problem error={error} onRetry={() => refetch()} />;
    if (!data) return <Skeleton h={320} aria-label={t`Loading`} />;
    return (
        <>
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing={32} verticalSpacing={32}>
                <Leads dashboard={data} />
                <Sold dashboard={data} />
            </SimpleGrid>
            {data.offerings && <SellerOfferings offerings={data.offerings} />}
            <Part
                id="views"
                title={t`Views and conversion this month`}
                more={
                    <TextLink to="/o/$organizationId/sales" params={{ organizationId }}>
                        <Trans>By day and product</Trans>
                    </TextLink>
                }
            >
                <SalesFigures total={data.total} />
            </Part>
        </>
    );
}

function Leads({ dashboard }: { dashboard: Dashboard }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { lead_counts, unanswered } = dashboard;
    const all = (
        <TextLink to="/o/$organizationId/leads" params={{ organizationId }}>
            <Trans>All leads</Trans>
        </TextLink>
    );
    return (
        <Part id="leads" title={t`Leads`} more={all}>
            {lead_counts.length > 0 && <LeadCounts counts={lead_counts} />}
            {unanswered.length === 0 ? (
                <Text c="dimmed">
                    {lead_counts.length > 0 ? (
                        <Trans>Every lead is answered.</Trans>
                    ) : (
                        <Trans>Requests for your private offers appear here, and come by mail.</Trans>
                    )}
                </Text>
            ) : (
                <Table verticalSpacing={6} aria-label={t`Leads that wait for an answer, the oldest first`}>
                    <Table.Tbody>
                        {unanswered.map((lead) => (
                            <Table.Tr key={lead.id}>
                                <Table.Td>
                                    <TwoLines
                                        first={
                                            <TextLink
                                                to="/o/$organizationId/leads/$leadId"
                                                params={{ organizationId, leadId: lead.id }}
                                                fw={500}
                                            >
                                                {lead.organization_name}
                                            </TextLink>
                                        }
                                        second={
                                            lead.assigned_to_name
                                                ? `${lead.product_name} · ${lead.assigned_to_name}`
                                                : lead.product_name
                                        }
                                    />
                                </Table.Td>
                                <Table.Td ta="right">
                                    <Status state={lead.state} />
                                    <Text size="xs" c="dimmed">
                                        <Time value={lead.applied_at} />
                                    </Text>
                                </Table.Td>
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            )}
        </Part>
    );
}

/** How many there are in each state; those that ended, of this month. */
function LeadCounts({ counts }: { counts: Dashboard['lead_counts'] }) {
    const { organizationId } = useActing();
    const states = useStateNames();
    return (
        <Group component="ul" gap="md" p={0} m={0} mb="sm" style={{ listStyle: 'none' }}>
            {counts.map(({ state, count }) => (
                <li key={state}>
                    <TextLink
                        to="/o/$organizationId/leads"
                        params={{ organizationId }}
                        search={{ state }}
                        underline="always"
                    >
                        {states(state)}: {count}
                    </TextLink>
                </li>
            ))}
        </Group>
    );
}

function Sold({ dashboard }: { dashboard: Dashboard }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const all = (
        <TextLink to="/o/$organizationId/sales" params={{ organizationId }}>
            <Trans>All sales</Trans>
        </TextLink>
    );
    return (
        <Part id="sold" title={t`Sold this month`} more={all}>
            {dashboard.sales.length === 0 ? (
                <Text c="dimmed">
                    <Trans>Nothing yet. An order stands here once it is complete.</Trans>
                </Text>
            ) : (
                <Table verticalSpacing={6} aria-labelledby="sold">
                    <Table.Tbody>
                        {dashboard.sales.map((sale) => (
                            <Table.Tr key={sale.id}>
                                <Table.Td>
                                    <TwoLines
                                        first={sale.customer_name}
                                        second={`${sale.product_name} ${sale.product_version} · ${sale.plan_name}`}
                                    />
                                </Table.Td>
                                <Table.Td ta="right">
                                    <Text size="xs" c="dimmed">
                                        <Time value={sale.sold_at} />
                                    </Text>
                                    {sale.ended_at && <Status state="ended" />}
                                </Table.Td>
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            )}
        </Part>
    );
}
