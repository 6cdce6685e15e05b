import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { bodyOf, client } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { RecoveryCodes, SecondFactor } from '@/api/types';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { FactorDialog } from './FactorDialog';
import { forgetFactors, useFactorCount } from './factors';
import { NewSecondFactor } from './NewSecondFactor';

const FEW = 3; // recovery codes left: time for new ones

/** The devices whose codes are asked for beside the password. */
export function SecondFactors() {
    const { t } = useLingui();
    const queries = useQueryClient();
    const query = useInfiniteQuery(apiList('/v1/me/second-factors', {}));
    const [isAdding, setAdding] = useState(false);
    const [removed, setRemoved] = useState<SecondFactor | null>(null);
    const factors = useFactorCount();
    const isLast = factors === 1;
    const changed = () => forgetFactors(queries);
    const columns = useMemo<Column<SecondFactor>[]>(
        () => [
            { id: 'name', header: t`Device`, value: (row) => row.name },
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
                    <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t`Remove ${row.name}`}
                        onClick={() => setRemoved(row)}
                    >
                        <Trans>Remove</Trans>
                    </Button>
                ),
            },
        ],
        [t],
    );
    return (
        <section aria-labelledby="second-factors">
            <Title order={2} id="second-factors" mb={4}>
                <Trans>Second factor</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    Beside your password, a code of a device of yours is asked for: nobody gets in who only
                    knows the password. Any authenticator app will do, on up to twenty devices.
                </Trans>
            </Text>
            <DataTable
                name="second-factors"
                label={t`Second factor`}
                prefix="factors."
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                empty={
                    <EmptyState
                        icon="key"
                        title={factors > 0 ? t`No devices` : t`Only your password protects this account`}
                    >
                        <Trans>Add a device; it takes a minute.</Trans>
                    </EmptyState>
                }
                actions={
                    <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
                        <Trans>Add a device</Trans>
                    </Button>
                }
            />
            {factors > 0 && <Codes />}
            {isAdding && <NewSecondFactor onChange={changed} onClose={() => setAdding(false)} />}
            <ConfirmMoney
                opened={removed !== null}
                onClose={() => setRemoved(null)}
                title={t`Remove ${removed?.name ?? ''}?`}
                confirm={t`Yes, remove the device`}
                keep={t`No, keep it`}
                run={() =>
                    client.DELETE('/v1/me/second-factors/{id}', {
                        params: { path: { id: removed?.id ?? '' } },
                    })
                }
                onDone={changed}
            >
                <Text>
                    {isLast ? (
                        <Trans>
                            It is your last second factor: from then on the password alone opens your account,
                            and the recovery codes work no more.
                        </Trans>
                    ) : (
                        <Trans>Its codes work no more. Your other devices and passkeys stay.</Trans>
                    )}
                </Text>
            </ConfirmMoney>
        </section>
    );
}

/** How many recovery codes are left, and new ones. */
function Codes() {
    const queries = useQueryClient();
    const { data } = useQuery(apiQuery('/v1/me/recovery-codes', {}));
    const [codes, setCodes] = useState<string[] | null>(null);
    const issue = useMutation({
        mutationFn: async (): Promise<RecoveryCodes> => bodyOf(await client.POST('/v1/me/recovery-codes')),
        onSuccess: async (issued) => {
            setCodes(issued.codes);
            await forget(queries, '/v1/me/recovery-codes');
        },
    });
    if (!data) return null;
    return (
        <>
            <Alert
                mt="sm"
                color={data.unused > FEW ? 'gray' : 'yellow'}
                icon={<Icon name={data.unused > FEW ? 'key' : 'alert'} />}
            >
                <Group justify="space-between">
                    <Text size="sm">
                        <Plural
                            value={data.unused}
                            one="# recovery code is left for when you have no device at hand."
                            other="# recovery codes are left for when you have no device at hand."
                        />
                    </Text>
                    <Button
                        size="compact-sm"
                        variant="default"
                        loading={issue.isPending}
                        onClick={() => issue.mutate()}
                    >
                        <Trans>Issue new recovery codes</Trans>
                    </Button>
                </Group>
            </Alert>
            <Problem error={issue.error} />
            {codes && <FactorDialog codes={codes} onClose={() => setCodes(null)} />}
        </>
    );
}
