import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { Member, OwnershipTransfer } from '@/api/types';
import { useRolesText } from '@/features/organizations/members';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { ReplaceOwner } from './ReplaceOwner';
import { Submissions } from './Submissions';

const ORGANIZATION = '/v1/operator/organizations/{id}';

/** An organization as the operator sees it: who belongs to it, who owns it, what it submitted. */
export function OrganizationPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { customerId } = useParams({ strict: false }) as { customerId: string };
    const [replaces, setReplaces] = useState(false);
    const path = { id: customerId };
    const query = useQuery(apiQuery(ORGANIZATION, { path, organization: organizationId }));
    const newest = useQuery(
        apiQuery(`${ORGANIZATION}/ownership-transfers`, {
            path,
            organization: organizationId,
            query: { limit: 1 },
        }),
    ).data?.items[0];
    const announced = newest?.state === 'pending' && newest.takes_effect_at ? newest : undefined;
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.name}
                crumbs={[
                    {
                        label: t`Organizations`,
                        link: { to: '/o/$organizationId/operator/organizations', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.profile_state ?? 'none'} />}
                actions={
                    !announced && (
                        <Button variant="default" onClick={() => setReplaces(true)}>
                            <Trans>Replace an owner</Trans>
                        </Button>
                    )
                }
            />
            <Stack gap="xl">
                {announced && <Announced customerId={customerId} transfer={announced} />}
                <Members customerId={customerId} />
                <Submissions of={customerId} />
            </Stack>
            {replaces && <ReplaceOwner organization={data} onClose={() => setReplaces(false)} />}
        </>
    );
}

function Announced({ customerId, transfer }: { customerId: string; transfer: OwnershipTransfer }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const withdraw = useMutation({
        mutationFn: () =>
            client.POST('/v1/operator/organizations/{id}/ownership-transfers/{transfer_id}/withdrawal', {
                params: { path: { id: customerId, transfer_id: transfer.id } },
                headers: forOrganization(organizationId),
            }),
        onSuccess: () => void toast(t`Everything stays as it is, and the owners are told.`),
        onSettled: () => forget(queries, '/v1/operator/organizations'),
    });
    return (
        <Alert color="yellow" icon={<Icon name="clock" />} title={t`An owner is replaced`}>
            <Stack gap="sm" align="flex-start">
                <Text size="sm">
                    <Trans>
                        {transfer.to_name} becomes an owner in the place of {transfer.from_name}:{' '}
                        <Time value={transfer.takes_effect_at} exact />, unless one of the owners objects.
                    </Trans>
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                    {transfer.reason}
                </Text>
                <Problem error={withdraw.error} />
                <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
                    <Trans>Withdraw</Trans>
                </Button>
            </Stack>
        </Alert>
    );
}

function Members({ customerId }: { customerId: string }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const state = useListState();
    const rolesText = useRolesText();
    const query = useInfiniteQuery(
        apiList(`${ORGANIZATION}/members`, {
            path: { id: customerId },
            organization: organizationId,
            query: { q: state.get('q') },
        }),
    );
    const columns = useMemo<Column<Member>[]>(
        () => [
            { id: 'name', header: t`Name`, value: (row) => row.name },
            { id: 'email', header: t`E-mail address`, value: (row) => row.email },
            {
                id: 'roles',
                header: t`Roles`,
                value: (row) => rolesText(row.roles),
            },
            {
                id: 'last_sign_in_at',
                header: t`Last sign-in`,
                cell: (row) => (row.last_sign_in_at ? <Time value={row.last_sign_in_at} /> : t`never`),
                value: (row) => row.last_sign_in_at,
            },
        ],
        [t, rolesText],
    );
    return (
        <section aria-labelledby="members">
            <Title order={2} id="members" mb="sm">
                <Trans>Members</Trans>
            </Title>
            <DataTable
                name="members-of"
                label={t`Members`}
                columns={columns}
                query={query}
                rowId={(row) => row.user_id}
                search={t`Search members`}
                empty={<EmptyState icon="users" title={t`No members`} />}
            />
        </section>
    );
}
