import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { forget } from '@/api/query';
import type { ApiToken } from '@/api/types';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable, type ListQuery } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { NewToken } from './NewToken';
import type { TokenValues } from './TokenFields';

interface Props {
    name: string;
    description: ReactNode;
    columns: Column<ApiToken>[];
    query: ListQuery<ApiToken>;
    create: (values: TokenValues) => Promise<ApiToken>;
    revoke: (id: string) => Promise<unknown>;
    roles?: string[];
}

/** Tokens of a person or of an organization: listed, created and revoked. */
export function TokenTable({ name, description, columns, query, create, revoke, roles }: Props) {
    const { t } = useLingui();
    const queries = useQueryClient();
    const [isMaking, setMaking] = useState(false);
    const [revoked, setRevoked] = useState<ApiToken | null>(null);
    const changed = () => forget(queries, '/v1/organization/api-tokens', '/v1/me/api-tokens');
    const all = useMemo<Column<ApiToken>[]>(
        () => [
            ...columns,
            {
                id: 'action',
                header: t`Action`,
                cell: (row) =>
                    !row.revoked_at && (
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Revoke ${row.name}`}
                            onClick={() => setRevoked(row)}
                        >
                            <Trans>Revoke</Trans>
                        </Button>
                    ),
            },
        ],
        [t, columns],
    );
    return (
        <section aria-labelledby={name}>
            <Title order={2} id={name} mb={4}>
                <Trans>API tokens</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                {description}
            </Text>
            <DataTable
                name={name}
                label={t`API tokens`}
                prefix="tokens."
                columns={all}
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
            {isMaking && (
                <NewToken create={create} roles={roles} onCreate={changed} onClose={() => setMaking(false)} />
            )}
            <ConfirmMoney
                opened={revoked !== null}
                onClose={() => setRevoked(null)}
                title={t`Revoke ${revoked?.name ?? ''}?`}
                confirm={t`Yes, revoke the token`}
                keep={t`No, keep it`}
                run={() => revoke(revoked?.id ?? '')}
                onDone={changed}
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
