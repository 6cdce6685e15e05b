import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Group, Stack, Table, Text, Title } from '@mantine/core';
import type { Subscription } from '@/api/types';
import { useActing } from '@/shell/session';
import { EmptyState } from '@/ui/EmptyState';
import { Logo } from '@/ui/Logo';
import { ButtonLink, TextLink } from '@/ui/links';
import { Cost } from '@/ui/Money';

const SHOWN = 5;

/** The active subscriptions, the dearest first. */
export function TopSubscriptions({ subscriptions }: { subscriptions: Subscription[] }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const active = subscriptions
        .filter((one) => one.state === 'active')
        .sort((a, b) => b.cost_this_month_micros - a.cost_this_month_micros);
    return (
        <section aria-labelledby="active">
            <Group justify="space-between" mb="sm">
                <Title order={2} id="active">
                    <Trans>Active subscriptions</Trans>
                </Title>
                <TextLink to="/o/$organizationId/subscriptions" params={{ organizationId }}>
                    <Trans>All subscriptions</Trans>
                </TextLink>
            </Group>
            {active.length === 0 && (
                <EmptyState
                    icon="key"
                    title={t`None is active`}
                    action={
                        <ButtonLink to="/" variant="default">
                            <Trans>To the catalogue</Trans>
                        </ButtonLink>
                    }
                />
            )}
            <Table verticalSpacing={8} aria-labelledby="active">
                <Table.Tbody>
                    {active.slice(0, SHOWN).map((one) => (
                        <Table.Tr key={one.id}>
                            <Table.Td>
                                <Group gap="sm" wrap="nowrap">
                                    <Logo name={one.product_name} digest={one.logo_digest} size={28} />
                                    <Stack gap={0}>
                                        <TextLink
                                            to="/o/$organizationId/subscriptions/$subscriptionId"
                                            params={{ organizationId, subscriptionId: one.id }}
                                            fw={500}
                                        >
                                            {one.name}
                                        </TextLink>
                                        <Text size="xs" c="dimmed">
                                            {one.product_name}
                                            {one.service_type === 'ai' && (
                                                <>
                                                    {' · '}
                                                    <Plural
                                                        value={one.active_keys}
                                                        one="# active key"
                                                        other="# active keys"
                                                    />
                                                </>
                                            )}
                                        </Text>
                                    </Stack>
                                </Group>
                            </Table.Td>
                            <Table.Td ta="right">
                                <Cost micros={one.cost_this_month_micros} currency={one.currency} />
                            </Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </section>
    );
}
