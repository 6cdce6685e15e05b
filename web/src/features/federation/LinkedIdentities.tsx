import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { bodyOf, client } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { LinkedIdentity, User } from '@/api/types';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { ChangeCloudPassword } from './ChangeCloudPassword';
import { useSignInMethods } from './sign_in_methods';

/** The identity providers by which the person may sign in to the account; nothing where there is none. */
export function LinkedIdentities({ user }: { user: User }) {
    const { t } = useLingui();
    const queries = useQueryClient();
    const query = useInfiniteQuery(apiList('/v1/me/linked-identities', {}));
    const [unlinked, setUnlinked] = useState<LinkedIdentity | null>(null);
    const linked = query.data?.pages.flatMap((page) => page.items) ?? [];
    const [changed, setChanged] = useState<LinkedIdentity | null>(null);
    const known = useSignInMethods(user.email);
    const methods = known.filter(({ id }) => !linked.some(({ provider_id }) => provider_id === id));
    const clouds = known.filter(({ kind }) => kind === 'keystone').map(({ id }) => id);
    const link = useMutation({
        mutationFn: async (provider_id: string) =>
            bodyOf(await client.POST('/v1/me/linked-identities', { body: { provider_id } })),
        onSuccess: ({ location }) => location && window.location.assign(location),
    });
    const columns = useColumns(setUnlinked, clouds, setChanged);
    if (!linked.length && !methods.length) return null;
    return (
        <section aria-labelledby="linked-identities">
            <Title order={2} id="linked-identities" mb={4}>
                <Trans>Linked accounts</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    Accounts elsewhere by which you sign in here. Your second factor is asked for all the
                    same.
                </Trans>
            </Text>
            <Problem error={link.error} />
            <DataTable
                name="linked-identities"
                label={t`Linked accounts`}
                prefix="linked."
                columns={columns}
                query={query}
                rowId={(row) => row.provider_id}
                empty={<EmptyState icon="key" title={t`No linked accounts`} />}
                actions={
                    <Group gap="xs">
                        {methods.map((method) =>
                            method.kind === 'keystone' ? (
                                <ButtonLink
                                    key={method.id}
                                    to="/sign-in/cloud"
                                    search={{ provider: method.id, purpose: 'link' }}
                                    variant="default"
                                >
                                    {t`Link ${method.name}`}
                                </ButtonLink>
                            ) : (
                                <Button
                                    key={method.id}
                                    variant="default"
                                    loading={link.isPending && link.variables === method.id}
                                    onClick={() => link.mutate(method.id)}
                                >
                                    {t`Link ${method.name}`}
                                </Button>
                            ),
                        )}
                    </Group>
                }
            />
            {changed && <ChangeCloudPassword identity={changed} onClose={() => setChanged(null)} />}
            <ConfirmMoney
                opened={unlinked !== null}
                onClose={() => setUnlinked(null)}
                title={t`Unlink ${unlinked?.provider_name ?? ''}?`}
                confirm={t`Yes, unlink it`}
                keep={t`No, keep it`}
                run={() =>
                    client.DELETE('/v1/me/linked-identities/{provider_id}', {
                        params: { path: { provider_id: unlinked?.provider_id ?? '' } },
                    })
                }
                onDone={() => forget(queries, '/v1/me/linked-identities', '/v1/me/sessions')}
            >
                <Text>
                    <Trans>You no longer sign in by it, and sessions that began so end.</Trans>
                </Text>
            </ConfirmMoney>
        </section>
    );
}

function useColumns(
    unlink: (identity: LinkedIdentity) => void,
    clouds: string[],
    change: (identity: LinkedIdentity) => void,
): Column<LinkedIdentity>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'provider_name',
                header: t`Identity provider`,
                value: (row) => row.provider_name,
            },
            {
                id: 'email',
                header: t`E-mail address there`,
                value: (row) => row.email,
            },
            {
                id: 'created_at',
                header: t`Linked`,
                cell: (row) => <Time value={row.created_at} exact />,
                value: (row) => row.created_at,
            },
            {
                id: 'last_used_at',
                header: t`Last used`,
                cell: (row) => (row.last_used_at ? <Time value={row.last_used_at} /> : t`never`),
                value: (row) => row.last_used_at,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) => (
                    <Group gap="xs">
                        {clouds.includes(row.provider_id) && (
                            <Button
                                size="compact-xs"
                                variant="default"
                                aria-label={t`Change password at ${row.provider_name ?? ''}`}
                                onClick={() => change(row)}
                            >
                                <Trans>Change password</Trans>
                            </Button>
                        )}
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Unlink ${row.provider_name ?? ''}`}
                            onClick={() => unlink(row)}
                        >
                            <Trans>Unlink</Trans>
                        </Button>
                    </Group>
                ),
            },
        ],
        [t, unlink, clouds, change],
    );
}
