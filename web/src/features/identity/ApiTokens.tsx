import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { ApiToken } from '@/api/types';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { NewApiToken } from './NewApiToken';

const stateOf = (token: ApiToken) => {
    if (token.revoked_at) return 'revoked';
    return token.expires_at && new Date(token.expires_at).getTime() <= Date.now() ? 'expired' : 'active';
};

/** Tokens with which programs act in the person's name. */
export function ApiTokens() {
    const { t } = useLingui();
    const queries = useQueryClient();
    const query = useInfiniteQuery(apiList('/v1/me/api-tokens', {}));
    const [isMaking, setMaking] = useState(false);
    const [revoked, setRevoked] = useState<ApiToken | null>(null);
    const columns = useMemo<Column<ApiToken>[]>(
        () => [
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={stateOf(row)} />,
                value: (row) => stateOf(row),
            },
            { id: 'name', header: t`Name`, cell: (row) => row.name, value: (row) => row.name },
            {
                id: 'prefix',
                header: t`Token`,
                cell: (row) => <code>{row.prefix}…</code>,
                value: (row) => row.prefix,
            },
            {
                id: 'scopes',
                header: t`Permission`,
                cell: (row) => (row.scopes.includes('write') ? t`read and write` : t`read`),
                value: (row) => row.scopes.join(' '),
            },
            {
                id: 'last_used_at',
                header: t`Last used`,
                cell: (row) => (row.last_used_at ? <Time value={row.last_used_at} /> : t`never`),
                value: (row) => row.last_used_at,
            },
            {
                id: 'expires_at',
                header: t`Expires`,
                cell: (row) => (row.expires_at ? <Time value={row.expires_at} /> : t`never`),
                value: (row) => row.expires_at,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) =>
                    !row.revoked_at && (
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Deactivate ${row.name}`}
                            onClick={() => setRevoked(row)}
                        >
                            <Trans>Deactivate</Trans>
                        </Button>
                    ),
            },
        ],
        [t],
    );
    return (
        <section aria-labelledby="api-tokens">
            <Title order={2} id="api-tokens" mb={4}>
                <Trans>API tokens</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    With a token a program uses the marketplace’s API in your name. AI keys belong to
                    subscriptions.
                </Trans>
            </Text>
            <DataTable
                name="api-tokens"
                label={t`API tokens`}
                prefix="tokens."
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                empty={
                    <EmptyState icon="key" title={t`No API tokens yet`}>
                        <Trans>Create one when a program needs it.</Trans>
                    </EmptyState>
                }
                actions={
                    <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setMaking(true)}>
                        <Trans>Create a token</Trans>
                    </Button>
                }
            />
            {isMaking && <NewApiToken onClose={() => setMaking(false)} />}
            <ConfirmMoney
                opened={revoked !== null}
                onClose={() => setRevoked(null)}
                title={t`Deactivate ${revoked?.name ?? ''}?`}
                confirm={t`Yes, deactivate the token`}
                keep={t`No, keep it`}
                run={() =>
                    client.DELETE('/v1/me/api-tokens/{id}', { params: { path: { id: revoked?.id ?? '' } } })
                }
                onDone={() => forget(queries, '/v1/me/api-tokens')}
            >
                <Text>
                    <Trans>
                        Programs that use this token are refused at once. This cannot be undone; it costs
                        nothing.
                    </Trans>
                </Text>
            </ConfirmMoney>
        </section>
    );
}
