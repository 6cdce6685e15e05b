import { Trans, useLingui } from '@lingui/react/macro';
import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client } from '@/api/client';
import { apiList } from '@/api/query';
import type { Passkey } from '@/api/types';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { Time } from '@/ui/Time';
import { forgetFactors, useFactorCount } from './factors';
import { NewPasskey } from './NewPasskey';
import { canUsePasskeys } from './passkey';
import { RenamePasskey } from './RenamePasskey';

/** Keys on the person's devices that sign in without anything typed. */
export function Passkeys() {
    const { t } = useLingui();
    const queries = useQueryClient();
    const query = useInfiniteQuery(apiList('/v1/me/passkeys', {}));
    const [isAdding, setAdding] = useState(false);
    const [renamed, setRenamed] = useState<Passkey | null>(null);
    const [removed, setRemoved] = useState<Passkey | null>(null);
    const isLast = useFactorCount() === 1;
    const changed = () => forgetFactors(queries);
    const columns = useMemo<Column<Passkey>[]>(
        () => [
            {
                id: 'name',
                header: t`Passkey`,
                cell: (row) => (
                    <Group gap="xs">
                        {row.name}
                        {row.is_backed_up && (
                            <Badge variant="light" tt="none" color="gray" c="var(--mantine-color-text)">
                                <Trans>synchronized</Trans>
                            </Badge>
                        )}
                    </Group>
                ),
                value: (row) => row.name,
            },
            {
                id: 'created_at',
                header: t`Added`,
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
                    <Group gap="xs" wrap="nowrap">
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Rename ${row.name}`}
                            onClick={() => setRenamed(row)}
                        >
                            <Trans>Rename</Trans>
                        </Button>
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Remove ${row.name}`}
                            onClick={() => setRemoved(row)}
                        >
                            <Trans>Remove</Trans>
                        </Button>
                    </Group>
                ),
            },
        ],
        [t],
    );
    return (
        <section aria-labelledby="passkeys">
            <Title order={2} id="passkeys" mb={4}>
                <Trans>Passkeys</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    Sign in by fingerprint, face or PIN of a device of yours, without a password; nothing can
                    be forgotten, and nothing told to a page that is not ours.
                </Trans>
            </Text>
            <DataTable
                name="passkeys"
                label={t`Passkeys`}
                prefix="passkeys."
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                empty={
                    <EmptyState icon="key" title={t`No passkeys yet`}>
                        {canUsePasskeys() ? (
                            <Trans>Add one for each device on which you sign in.</Trans>
                        ) : (
                            <Trans>This browser cannot use passkeys at this address.</Trans>
                        )}
                    </EmptyState>
                }
                actions={
                    canUsePasskeys() && (
                        <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
                            <Trans>Add a passkey</Trans>
                        </Button>
                    )
                }
            />
            {isAdding && <NewPasskey onChange={changed} onClose={() => setAdding(false)} />}
            {renamed && (
                <RenamePasskey passkey={renamed} onChange={changed} onClose={() => setRenamed(null)} />
            )}
            <ConfirmMoney
                opened={removed !== null}
                onClose={() => setRemoved(null)}
                title={t`Remove ${removed?.name ?? ''}?`}
                confirm={t`Yes, remove the passkey`}
                keep={t`No, keep it`}
                run={() =>
                    client.DELETE('/v1/me/passkeys/{id}', { params: { path: { id: removed?.id ?? '' } } })
                }
                onDone={() => void changed()}
            >
                <Text>
                    {isLast ? (
                        <Trans>
                            It is your last second factor: from then on the password alone opens your account,
                            and the recovery codes work no more.
                        </Trans>
                    ) : (
                        <Trans>
                            It opens your account no more. Delete it on the device too, or it is still offered
                            there.
                        </Trans>
                    )}
                </Text>
            </ConfirmMoney>
        </section>
    );
}
