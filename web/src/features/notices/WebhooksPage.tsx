import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { apiList } from '@/api/query';
import type { Webhook } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { NewWebhook } from './NewWebhook';
import { REFRESH } from './webhook';

/** Programs that are told of the organization's events. */
export function WebhooksPage() {
    const { t } = useLingui();
    const { organizationId, organization, home } = useActing();
    const [isMaking, setMaking] = useState(false);
    const columns = useColumns(organizationId);
    const query = useInfiniteQuery({
        ...apiList('/v1/webhooks', { organization: organizationId }),
        refetchInterval: REFRESH,
    });
    const make = (
        <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setMaking(true)}>
            <Trans>New webhook</Trans>
        </Button>
    );
    return (
        <>
            <PageHeader
                title={t`Webhooks`}
                crumbs={[home]}
                description={
                    <Trans>Programs that are told at once what happens at {organization.name}.</Trans>
                }
            />
            <DataTable
                name="webhooks"
                label={t`Webhooks`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                actions={make}
                empty={
                    <EmptyState icon="external" title={t`No webhooks yet`} action={make}>
                        <Trans>
                            Have leads reach your CRM, or subscriptions your ERP: every event is posted to an
                            address of yours, signed, and again if it did not arrive.
                        </Trans>
                    </EmptyState>
                }
            />
            {isMaking && <NewWebhook onClose={() => setMaking(false)} />}
        </>
    );
}

function useColumns(organizationId: string): Column<Webhook>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Webhook`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/webhooks/$webhookId"
                        params={{ organizationId, webhookId: row.id }}
                        fw={500}
                    >
                        {row.name}
                    </TextLink>
                ),
                value: (row) => row.name,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={healthOf(row)} />,
                value: (row) => healthOf(row),
            },
            {
                id: 'url',
                header: t`Address`,
                cell: (row) => (
                    <Text size="sm" lineClamp={1} maw={320} title={row.url}>
                        {row.url}
                    </Text>
                ),
                value: (row) => row.url,
            },
            {
                id: 'events',
                header: t`Events`,
                cell: (row) => row.events.join(', '),
                value: (row) => row.events.join(' '),
            },
            {
                id: 'waiting',
                header: t`Waiting`,
                value: (row) => row.waiting,
                isNumber: true,
            },
            {
                id: 'dead',
                header: t`Given up`,
                value: (row) => row.dead,
                isNumber: true,
            },
            {
                id: 'attempted_at',
                header: t`Last sent`,
                cell: (row) => (row.attempted_at ? <Time value={row.attempted_at} /> : t`never`),
                value: (row) => row.attempted_at,
            },
        ],
        [t, organizationId],
    );
}

/** An active one that fails says so. */
export const healthOf = (webhook: Webhook) =>
    webhook.state === 'active' && webhook.failing_since ? 'failing' : webhook.state;
