import { useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { ApiToken } from '@/api/types';
import type { Column } from '@/ui/DataTable';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';

const stateOf = (token: ApiToken) => {
    if (token.revoked_at) return 'revoked';
    return token.expires_at && new Date(token.expires_at).getTime() <= Date.now() ? 'expired' : 'active';
};

/** What is told of a token, whosever it is. */
export function useTokenColumns(): Column<ApiToken>[] {
    const { t } = useLingui();
    return useMemo<Column<ApiToken>[]>(() => {
        const scopesOf = (token: ApiToken) => {
            if (token.scopes.includes('directory')) return t`directory`;
            if (token.scopes.includes('administration')) return t`read, write, administration`;
            return token.scopes.includes('write') ? t`read and write` : t`read`;
        };
        return [
            { id: 'name', header: t`Name`, value: (row) => row.name },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={stateOf(row)} />,
                value: (row) => stateOf(row),
            },
            {
                id: 'prefix',
                header: t`Token`,
                cell: (row) => <code>{row.prefix}…</code>,
                value: (row) => row.prefix,
            },
            { id: 'scopes', header: t`Permission`, cell: scopesOf, value: (row) => row.scopes.join(' ') },
            {
                id: 'addresses',
                header: t`Network addresses`,
                cell: (row) => row.addresses.join(', ') || t`all`,
                value: (row) => row.addresses.join(' '),
            },
            {
                id: 'last_used_at',
                header: t`Last used`,
                cell: (row) =>
                    row.last_used_at ? (
                        <>
                            <Time value={row.last_used_at} />
                            {row.last_used_address && (
                                <Text size="xs" c="dimmed">
                                    {row.last_used_address}
                                </Text>
                            )}
                        </>
                    ) : (
                        t`never`
                    ),
                value: (row) => row.last_used_at,
            },
            {
                id: 'expires_at',
                header: t`Expires`,
                cell: (row) => (row.expires_at ? <Time value={row.expires_at} /> : t`never`),
                value: (row) => row.expires_at,
            },
        ];
    }, [t]);
}
