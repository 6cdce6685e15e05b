import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { Webhook, WebhookDelivery } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { useListState } from '@/ui/list_state';
import { Problem } from '@/ui/Problem';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { DeliveryDialog } from './DeliveryDialog';
import { REFRESH } from './webhook';

const STATES = ['waiting', 'delivered', 'dead'];

/** What was sent to a webhook, what came of it, and a way to send it anew. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const state = useListState();
    const states = useStateNames();
    const [shown, setShown] = useState<string | null>(null);
    const query = useInfiniteQuery({
        ...apiList('/v1/webhooks/{id}/deliveries', {
            path: { id: webhook.id },
            query: { state: state.get('state'), kind: state.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
        refetchInterval: REFRESH,
    });
    const { replay, replayDead } = useReplay(webhook);
    const columns = useColumns(setShown);
    const isActive = webhook.state === 'active';
    return (
        <section aria-labelledby="deliveries">
            <Title order={2} id="deliveries" mb="sm">
                <Trans>Deliveries</Trans>
            </Title>
            <Problem error={replay.error ?? replayDead.error} />
            <DataTable
                name="deliveries"
                label={t`Deliveries`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search by kind of event`}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: STATES.map((value) => ({ value, label: states(value) })),
                    },
                ]}
                bulk={{
                    canSelect: () => isActive,
                    nameOf: (row) => row.kind,
                    actions: (rows, onDone) => (
                        <Button
                            size="xs"
                            variant="default"
                            loading={replay.isPending}
                            onClick={() => replay.mutate(rows, { onSuccess: onDone })}
                        >
                            <Trans>Send anew</Trans>
                        </Button>
                    ),
                }}
                actions={
                    webhook.dead > 0 &&
                    isActive && (
                        <Button
                            variant="default"
                            loading={replayDead.isPending}
                            onClick={() => replayDead.mutate()}
                        >
                            <Trans>Send all anew that were given up</Trans>
                        </Button>
                    )
                }
                empty={
                    <EmptyState icon="external" title={t`Nothing was sent yet`}>
                        <Trans>Events appear here as soon as they happen; a test shows how it works.</Trans>
                    </EmptyState>
                }
            />
            {shown && <DeliveryDialog webhookId={webhook.id} id={shown} onClose={() => setShown(null)} />}
        </section>
    );
}

function useReplay(webhook: Webhook) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const headers = forOrganization(organizationId);
    const onSettled = () => forget(queries, '/v1/webhooks');
    const tell = (count: number) =>
        void toast(t`${plural(count, { one: 'One event is sent anew.', other: '# events are sent anew.' })}`);
    const replay = useMutation({
        mutationFn: (rows: WebhookDelivery[]) =>
            Promise.all(
                rows.map((row) =>
                    client.POST('/v1/webhooks/{id}/deliveries/{delivery_id}/replay', {
                        params: { path: { id: webhook.id, delivery_id: row.id } },
                        headers,
                    }),
                ),
            ),
        onSuccess: (_, rows) => tell(rows.length),
        onSettled,
    });
    const replayDead = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/webhooks/{id}/replay', {
                    params: { path: { id: webhook.id } },
                    headers,
                }),
            ),
        onSuccess: ({ count }) => tell(count),
        onSettled,
    });
    return { replay, replayDead };
}

function useColumns(onShow: (id: string) => void): Column<WebhookDelivery>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'kind',
                header: t`Event`,
                cell: (row) => (
                    <Anchor component="button" type="button" onClick={() => onShow(row.id)} ta="start">
                        {row.kind}
                    </Anchor>
                ),
                value: (row) => row.kind,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'answer',
                header: t`Last answer`,
                cell: (row) => (
                    <>
                        {row.status > 0 && <span className="number">{row.status} </span>}
                        <Text span size="xs" c="dimmed" lineClamp={2}>
                            {row.problem ?? row.answer}
                        </Text>
                    </>
                ),
                value: (row) => row.problem ?? `${row.status || ''} ${row.answer ?? ''}`.trim(),
            },
            {
                id: 'attempts',
                header: t`Attempts`,
                value: (row) => row.attempts,
                isNumber: true,
            },
            {
                id: 'attempted_at',
                header: t`Last sent`,
                cell: (row) => <Time value={row.attempted_at} />,
                value: (row) => row.attempted_at,
            },
            {
                id: 'due_at',
                header: t`Next attempt`,
                cell: (row) => <Time value={row.due_at} />,
                value: (row) => row.due_at,
            },
            {
                id: 'created_at',
                header: t`Happened`,
                cell: (row) => <Time value={row.created_at} exact />,
                value: (row) => row.created_at,
            },
            {
                id: 'event_id',
                header: t`Event id`,
                cell: (row) => <code>{row.event_id}</code>,
                value: (row) => row.event_id,
                isHidden: true,
            },
        ],
        [t, onShow],
    );
}
