import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, List, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { CancellationPreview, SubscriptionDetail } from '@/api/types';
import { dayOf } from '@/features/reports/period';
import { platformQuery } from '@/shell/Footer';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { Icon } from '@/ui/icons';
import { Cost, Money } from '@/ui/Money';
import { Problem } from '@/ui/Problem';
import { Day, Time } from '@/ui/Time';
import { toast } from '@/ui/toast';

/** Shows what would stop and what is to be paid before anything is cancelled. */
export function CancelSubscription(props: { subscription: SubscriptionDetail; onClose: () => void }) {
    const { subscription, onClose } = props;
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const path = { id: subscription.id };
    const preview = useQuery({
        ...apiQuery('/v1/subscriptions/{id}/cancellation', { path, organization: organizationId }),
        staleTime: 0,
    });
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Cancel ${subscription.name}?`}
            confirm={t`Yes, cancel the subscription`}
            keep={t`No, keep it`}
            isReady={!!preview.data}
            run={() =>
                client.POST('/v1/subscriptions/{id}/cancellation', {
                    params: { path },
                    headers: forOrganization(organizationId),
                })
            }
            onDone={() => {
                void forget(queries, '/v1/subscriptions', '/v1/products/');
                void toast(t`The subscription is cancelled.`);
            }}
        >
            {preview.error && <Problem error={preview.error} onRetry={() => preview.refetch()} />}
            {preview.data ? (
                <Preview preview={preview.data} subscription={subscription} />
            ) : (
                <Skeleton h={160} aria-label={t`Loading`} />
            )}
        </ConfirmMoney>
    );
}

function Preview(props: { preview: CancellationPreview; subscription: SubscriptionDetail }) {
    const { preview, subscription } = props;
    const { t } = useLingui();
    const platform = useQuery(platformQuery()).data;
    // The month begins at midnight where bills are made, not where this browser is.
    const start = platform && dayOf(new Date(preview.period_start), platform.billing_zone);
    return (
        <Stack gap="md">
            <Alert color="red" icon={<Icon name="alert" />} title={t`This cannot be undone`}>
                <List size="sm">
                    <List.Item>
                        <Plural
                            value={preview.keys.length}
                            _0="There are no active keys."
                            one="# active key is deactivated at once; running answers are cut off."
                            other="# active keys are deactivated at once; running answers are cut off."
                        />
                    </List.Item>
                    <List.Item>
                        <Trans>Then {subscription.product_name} can no longer be called with them.</Trans>
                    </List.Item>
                    <List.Item>
                        <Trans>Usage, agreements and documents stay readable.</Trans>
                    </List.Item>
                </List>
            </Alert>
            <Text>
                <Trans>
                    To be paid for <Plural value={preview.calls_to_date} one="# call" other="# calls" /> since{' '}
                    <Day value={start} />:{' '}
                    <Text span fw={600}>
                        <Money value={preview.cost_to_date} />
                    </Text>{' '}
                    (exactly{' '}
                    <Cost micros={preview.cost_to_date_micros} currency={preview.cost_to_date.currency} />)
                </Trans>
            </Text>
            {preview.keys.length > 0 && (
                <Table aria-label={t`Active keys`} verticalSpacing={6}>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Th>{t`Key`}</Table.Th>
                            <Table.Th>{t`Last used`}</Table.Th>
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        {preview.keys.map((key) => (
                            <Table.Tr key={key.id}>
                                <Table.Td>
                                    {key.name} <code>{key.prefix}…</code>
                                </Table.Td>
                                <Table.Td>
                                    {key.last_used_at ? <Time value={key.last_used_at} /> : t`never`}
                                </Table.Td>
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            )}
        </Stack>
    );
}
