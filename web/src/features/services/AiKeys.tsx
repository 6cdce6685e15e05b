import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, List, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { AiKey, SubscriptionDetail, UsageRow } from '@/api/types';
import { tokensOf } from '@/features/reports/usage_chart';
import { useSubscription } from '@/features/subscriptions/subscription';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { MICROS, useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { Cost } from '@/ui/Money';
import { Status, useStateNames } from '@/ui/Status';
import { Day, Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { ManageAiKey } from './ManageAiKey';
import { NewAiKey } from './NewAiKey';

/** The keys of a subscription; those that ended stay listed. */
export function AiKeys() {
    const { data: subscription } = useSubscription();
    return subscription ? <KeyTable subscription={subscription} /> : null;
}

const STATES = ['active', 'paused', 'expired', 'revoked'];
/** A key is deactivated, a token revoked. */
const wordOf = (state: string) => (state === 'revoked' ? 'deactivated' : state);

function useKeys(subscriptionId: string) {
    const { organizationId } = useActing();
    return useInfiniteQuery(
        apiList('/v1/subscriptions/{id}/keys', {
            path: { id: subscriptionId },
            organization: organizationId,
        }),
    );
}

function KeyTable({ subscription }: { subscription: SubscriptionDetail }) {
    const { t } = useLingui();
    const { may } = useActing();
    const states = useStateNames();
    const query = useKeys(subscription.id);
    const [isAdding, setAdding] = useState(false);
    const [ending, setEnding] = useState<AiKey[]>([]);
    const [managedId, setManagedId] = useState<string | null>(null);
    const managed = query.data?.pages.flatMap((page) => page.items).find((row) => row.id === managedId);
    const columns = useColumns(subscription, setEnding, setManagedId);
    const canAdd = may('purchase') && subscription.state === 'active';
    const add = canAdd && (
        <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
            <Trans>Add a key</Trans>
        </Button>
    );
    return (
        <>
            <DataTable
                name="keys"
                label={t`Keys`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search keys`}
                searched={(row) => [row.name, row.prefix]}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        filtered: (row) => row.state,
                        options: STATES.map((value) => ({ value, label: states(wordOf(value)) })),
                    },
                ]}
                actions={add}
                bulk={{
                    canSelect: (row) => may('purchase') && !row.revoked_at,
                    nameOf: (row) => row.name,
                    actions: (rows) => (
                        <Button size="xs" variant="default" onClick={() => setEnding(rows)}>
                            <Trans>Deactivate…</Trans>
                        </Button>
                    ),
                }}
                empty={
                    <EmptyState icon="key" title={t`No keys yet`} action={add}>
                        {canAdd ? (
                            <Trans>Programs call the models with a key.</Trans>
                        ) : subscription.state === 'active' ? (
                            <Trans>Members with the role purchasing make keys.</Trans>
                        ) : (
                            <Trans>This subscription never had a key.</Trans>
                        )}
                    </EmptyState>
                }
            />
            {isAdding && <NewAiKey subscription={subscription} onClose={() => setAdding(false)} />}
            {managed && (
                <ManageAiKey subscription={subscription} aiKey={managed} onClose={() => setManagedId(null)} />
            )}
            <RevokeKeys keys={ending} onClose={() => setEnding([])} />
        </>
    );
}

function useColumns(
    subscription: SubscriptionDetail,
    onEnd: (keys: AiKey[]) => void,
    onManage: (id: string) => void,
): Column<AiKey>[] {
    const { t } = useLingui();
    const format = useFormat();
    const { organizationId, may } = useActing();
    const usage = useQuery(
        apiQuery('/v1/usage', {
            query: { subscription_id: subscription.id, group_by: ['key'] },
            organization: organizationId,
        }),
    ).data;
    const canEnd = may('purchase');
    return useMemo(() => {
        const rows = new Map<string | null, UsageRow>(usage?.rows.map((row) => [row.ai_key_id, row]));
        const limit = (value: number | null) => (value ? format.number(value) : '–');
        return [
            { id: 'name', header: t`Name`, value: (row) => row.name },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={wordOf(row.state)} />,
                value: (row) => row.state,
            },
            {
                id: 'prefix',
                header: t`Key`,
                cell: (row) => <code>{row.prefix}…</code>,
                value: (row) => row.prefix,
            },
            {
                id: 'former_secret_ends_at',
                header: t`Former secret until`,
                cell: (row) =>
                    row.former_secret_ends_at ? <Time value={row.former_secret_ends_at} exact /> : '–',
                value: (row) => row.former_secret_ends_at,
                isHidden: true,
            },
            {
                id: 'last_used_at',
                header: t`Last used`,
                cell: (row) => (row.last_used_at ? <Time value={row.last_used_at} /> : t`never`),
                value: (row) => row.last_used_at,
            },
            {
                id: 'tokens',
                header: t`Tokens this month`,
                cell: (row) => format.number(tokensOf(rows.get(row.id) ?? { tokens_in: 0, tokens_out: 0 })),
                value: (row) => tokensOf(rows.get(row.id) ?? { tokens_in: 0, tokens_out: 0 }),
                isNumber: true,
            },
            {
                id: 'cost',
                header: t`Cost this month`,
                cell: (row) => (
                    <Cost micros={rows.get(row.id)?.cost_micros ?? 0} currency={subscription.currency} />
                ),
                value: (row) => (rows.get(row.id)?.cost_micros ?? 0) / MICROS,
                isNumber: true,
            },
            {
                id: 'models',
                header: t`Models`,
                cell: (row) => (row.models.length > 0 ? row.models.join(', ') : t`all`),
                value: (row) => row.models.join(' '),
                isHidden: true,
            },
            {
                id: 'requests_per_minute',
                header: t`Requests per minute`,
                cell: (row) => limit(row.requests_per_minute),
                value: (row) => row.requests_per_minute || null,
                isNumber: true,
                isHidden: true,
            },
            {
                id: 'tokens_per_minute',
                header: t`Tokens per minute`,
                cell: (row) => limit(row.tokens_per_minute),
                value: (row) => row.tokens_per_minute || null,
                isNumber: true,
                isHidden: true,
            },
            {
                id: 'expires_at',
                header: t`Expires`,
                cell: (row) => (row.expires_at ? <Time value={row.expires_at} exact /> : t`never`),
                value: (row) => row.expires_at,
                isHidden: true,
            },
            {
                id: 'created_at',
                header: t`Created`,
                cell: (row) => <Day value={row.created_at} />,
                value: (row) => row.created_at,
            },
            {
                id: 'revoked_at',
                header: t`Deactivated`,
                cell: (row) => <Time value={row.revoked_at} exact />,
                value: (row) => row.revoked_at,
                isHidden: true,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) =>
                    canEnd &&
                    !row.revoked_at && (
                        <Group gap={4} wrap="nowrap">
                            <Button
                                size="compact-xs"
                                variant="default"
                                aria-label={t`Change ${row.name}`}
                                onClick={() => onManage(row.id)}
                            >
                                <Trans>Change…</Trans>
                            </Button>
                            <Button
                                size="compact-xs"
                                variant="default"
                                aria-label={t`Deactivate ${row.name}`}
                                onClick={() => onEnd([row])}
                            >
                                <Trans>Deactivate</Trans>
                            </Button>
                        </Group>
                    ),
            },
        ];
    }, [t, format, usage, subscription.currency, canEnd, onEnd, onManage]);
}

function RevokeKeys({ keys, onClose }: { keys: AiKey[]; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const [only] = keys;
    const isOne = keys.length === 1;
    const count = keys.length;
    const revoke = (key: AiKey) =>
        client.POST('/v1/subscriptions/{id}/keys/{key_id}/revocation', {
            params: { path: { id: key.subscription_id, key_id: key.id } },
            headers: forOrganization(organizationId),
        });
    return (
        <ConfirmMoney
            opened={count > 0}
            onClose={onClose}
            title={isOne ? t`Deactivate ${only?.name ?? ''}?` : t`Deactivate ${count} keys?`}
            confirm={isOne ? t`Yes, deactivate the key` : t`Yes, deactivate the keys`}
            keep={isOne ? t`No, keep it` : t`No, keep them`}
            run={() => Promise.all(keys.map(revoke)).finally(() => forget(queries, '/v1/subscriptions'))}
            onDone={() => void toast(isOne ? t`The key is deactivated.` : t`The keys are deactivated.`)}
        >
            <List size="sm">
                {keys.map((key) => (
                    <List.Item key={key.id}>
                        {key.name} <code>{key.prefix}…</code>
                        {': '}
                        {key.last_used_at ? (
                            <Trans>
                                last used <Time value={key.last_used_at} />
                            </Trans>
                        ) : (
                            <Trans>never used</Trans>
                        )}
                    </List.Item>
                ))}
            </List>
            <Text>
                <Trans>
                    Calls are refused within a second, and answers that are being written are cut off. This is
                    final: a key cannot be activated again.
                </Trans>
            </Text>
            <Text>
                <Trans>Deactivating costs nothing; what was used until now is charged.</Trans>
            </Text>
        </ConfirmMoney>
    );
}
