import { Trans, useLingui } from '@lingui/react/macro';
import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { UserSession } from '@/api/types';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { browserOf } from './user_agent';

/** Where one is signed in; each can be ended, or all others at once. */
export function Sessions() {
    const { t } = useLingui();
    const queries = useQueryClient();
    const query = useInfiniteQuery(apiList('/v1/me/sessions', {}));
    const end = useMutation({
        mutationFn: (id: string) =>
            client.DELETE('/v1/me/sessions/{session_id}', { params: { path: { session_id: id } } }),
        onSuccess: () => forget(queries, '/v1/me/sessions'),
    });
    const endOthers = useMutation({
        mutationFn: () => client.DELETE('/v1/me/sessions'),
        onSuccess: () => forget(queries, '/v1/me/sessions'),
    });
    const { mutate } = end;
    const linked = useInfiniteQuery(apiList('/v1/me/linked-identities', {})).data?.pages;
    const methods = useMemo<Record<string, string>>(
        () => ({
            password: t`Password`,
            passkey: t`Passkey`,
            ...Object.fromEntries(
                (linked ?? []).flatMap(({ items }) =>
                    items.map((one) => [one.provider_id, one.provider_name ?? '']),
                ),
            ),
        }),
        [t, linked],
    );
    const columns = useMemo<Column<UserSession>[]>(
        () => [
            {
                id: 'user_agent',
                header: t`Browser`,
                cell: (row) => (
                    <Group gap="xs">
                        {browserOf(row.user_agent)}
                        {row.is_current && (
                            <Badge variant="light" tt="none" color="gray" c="var(--mantine-color-text)">
                                <Trans>this one</Trans>
                            </Badge>
                        )}
                    </Group>
                ),
                value: (row) => row.user_agent,
            },
            {
                id: 'method',
                header: t`Signed in with`,
                value: (row) => methods[row.method] ?? row.method,
            },
            {
                id: 'address',
                header: t`Network address`,
                value: (row) => row.address,
            },
            {
                id: 'created_at',
                header: t`Signed in`,
                cell: (row) => <Time value={row.created_at} exact />,
                value: (row) => row.created_at,
            },
            {
                id: 'last_seen_at',
                header: t`Last seen`,
                cell: (row) => <Time value={row.last_seen_at} />,
                value: (row) => row.last_seen_at,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) =>
                    !row.is_current && (
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`End the session ${browserOf(row.user_agent)}, ${row.address}`}
                            onClick={() => mutate(row.id)}
                        >
                            <Trans>End session</Trans>
                        </Button>
                    ),
            },
        ],
        [t, mutate, methods],
    );
    return (
        <section aria-labelledby="sessions">
            <Title order={2} id="sessions" mb={4}>
                <Trans>Sessions</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>Where you are signed in. End what you do not know, and change your password.</Trans>
            </Text>
            <Problem error={end.error ?? endOthers.error} />
            <DataTable
                name="sessions"
                label={t`Sessions`}
                prefix="sessions."
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                empty={<EmptyState title={t`No sessions`} />}
                actions={
                    <Button
                        variant="default"
                        loading={endOthers.isPending}
                        onClick={() => endOthers.mutate()}
                    >
                        <Trans>End all other sessions</Trans>
                    </Button>
                }
            />
        </section>
    );
}
