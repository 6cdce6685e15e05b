import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { AiCall, SubscriptionDetail } from '@/api/types';
import { useSubscription } from '@/features/subscriptions/subscription';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { MICROS, useFormat } from '@/ui/format';
import { useListState } from '@/ui/list_state';
import { Cost } from '@/ui/Money';
import { Time } from '@/ui/Time';

/** The last calls, newest first, each with what it used and how it ended. */
export function AiCalls() {
    const { data: subscription } = useSubscription();
    return subscription ? <CallTable subscription={subscription} /> : null;
}

function useKeyNames(subscriptionId: string) {
    const { organizationId } = useActing();
    const keys = useInfiniteQuery(
        apiList('/v1/subscriptions/{id}/keys', {
            path: { id: subscriptionId },
            organization: organizationId,
        }),
    ).data;
    return useMemo(
        () => new Map(keys?.pages.flatMap((page) => page.items).map((key) => [key.id, key.name])),
        [keys],
    );
}

function CallTable({ subscription }: { subscription: SubscriptionDetail }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const state = useListState();
    const keys = useKeyNames(subscription.id);
    const columns = useColumns(keys, subscription.currency);
    const query = useInfiniteQuery({
        ...apiList('/v1/calls', {
            query: {
                subscription_id: subscription.id,
                ai_key_id: state.get('key'),
                limit: state.get('q') ? 200 : undefined, // all are searched here
            },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    return (
        <DataTable
            name="calls"
            label={t`Calls`}
            columns={columns}
            query={query}
            rowId={(row) => row.request_id}
            search={t`Search calls`}
            searched={(row) => [row.request_id, row.model, row.operation]}
            filters={[
                {
                    id: 'key',
                    label: t`Key`,
                    options: [...keys].map(([value, label]) => ({ value, label })),
                },
            ]}
            empty={
                <EmptyState icon="code" title={t`No calls yet`}>
                    <Trans>A call appears here a moment after it is answered.</Trans>
                </EmptyState>
            }
        />
    );
}

function useColumns(keys: Map<string, string>, currency: string): Column<AiCall>[] {
    const { t } = useLingui();
    const format = useFormat();
    return useMemo(() => {
        const count = (value: number | null) => (value === null ? '–' : format.number(value));
        const seconds = (row: AiCall) =>
            row.ended_at && (Date.parse(row.ended_at) - Date.parse(row.started_at)) / 1000;
        return [
            {
                id: 'started_at',
                header: t`Time`,
                cell: (row) => <Time value={row.started_at} exact />,
                value: (row) => row.started_at,
            },
            {
                id: 'key',
                header: t`Key`,
                value: (row) => keys.get(row.ai_key_id) ?? row.ai_key_id,
            },
            {
                id: 'model',
                header: t`Model`,
                cell: (row) => <code>{row.model}</code>,
                value: (row) => row.model,
            },
            {
                id: 'result',
                header: t`Answer`,
                cell: (row) => <Result call={row} />,
                value: (row) => row.client_status,
            },
            {
                id: 'tokens_in',
                header: t`Input tokens`,
                cell: (row) => count(row.tokens_in),
                value: (row) => row.tokens_in,
                isNumber: true,
            },
            {
                id: 'tokens_out',
                header: t`Output tokens`,
                cell: (row) => count(row.tokens_out),
                value: (row) => row.tokens_out,
                isNumber: true,
            },
            {
                id: 'cost',
                header: t`Cost`,
                cell: (row) => <Cost micros={row.cost_micros} currency={currency} digits={6} />,
                value: (row) => row.cost_micros / MICROS,
                isNumber: true,
            },
            {
                id: 'tokens_cached',
                header: t`Cached tokens`,
                cell: (row) => count(row.tokens_cached),
                value: (row) => row.tokens_cached,
                isNumber: true,
                isHidden: true,
            },
            {
                id: 'tokens_reasoning',
                header: t`Reasoning tokens`,
                cell: (row) => count(row.tokens_reasoning),
                value: (row) => row.tokens_reasoning,
                isNumber: true,
                isHidden: true,
            },
            {
                id: 'seconds',
                header: t`Seconds`,
                cell: (row) => {
                    const value = seconds(row);
                    return typeof value === 'number' ? format.number(Math.round(value * 10) / 10) : '–';
                },
                value: seconds,
                isNumber: true,
                isHidden: true,
            },
            {
                id: 'operation',
                header: t`Operation`,
                value: (row) => row.operation,
                isHidden: true,
            },
            {
                id: 'quality',
                header: t`Counted`,
                value: (row) => row.quality,
                isHidden: true,
            },
            {
                id: 'request_id',
                header: t`Request`,
                cell: (row) => <code>{row.request_id}</code>,
                value: (row) => row.request_id,
                isHidden: true,
            },
        ];
    }, [t, format, keys, currency]);
}

function Result({ call }: { call: AiCall }) {
    const { t } = useLingui();
    const notes = [
        !call.is_complete && t`cut off`,
        call.quality === 'estimated' && t`estimated`,
        call.quality === 'none' && t`not charged`,
    ].filter(Boolean);
    return (
        <Group gap={6} wrap="nowrap">
            <span className="number">{call.client_status || '–'}</span>
            {notes.length > 0 && (
                <Text span size="xs" c="dimmed">
                    {notes.join(', ')}
                </Text>
            )}
        </Group>
    );
}
