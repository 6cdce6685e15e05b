import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { Invitation } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { useListState } from '@/ui/list_state';
import { Problem } from '@/ui/Problem';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { useRolesText } from './members';

const PATH = '/v1/organization/invitations';
const STATES = ['pending', 'expired', 'accepted', 'withdrawn'] as const;
const isOpen = ({ state }: Invitation) => state === 'pending' || state === 'expired';

/** Who was invited, for who manages members. */
export function Invitations() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const stateNames = useStateNames();
    const queries = useQueryClient();
    const state = useListState('invitation_');
    const [withdrawn, setWithdrawn] = useState<Invitation | null>(null);
    const query = useInfiniteQuery(
        apiList(PATH, {
            organization: organizationId,
            query: { q: state.get('q'), state: state.get('state') },
        }),
    );
    const renew = useMutation({
        mutationFn: ({ id }: Invitation) =>
            client.POST('/v1/organization/invitations/{id}/renewal', {
                params: { path: { id } },
                headers: forOrganization(organizationId),
            }),
        onSuccess: (_, { email }) => void toast(t`The invitation to ${email} is on its way.`),
        onSettled: () => forget(queries, PATH),
    });
    const columns = useColumns(renew.mutate, setWithdrawn);
    return (
        <section aria-labelledby="invitations">
            <Title order={2} id="invitations" mb="sm">
                <Trans>Invitations</Trans>
            </Title>
            <Problem error={renew.error} />
            <DataTable
                name="invitations"
                label={t`Invitations`}
                prefix="invitation_"
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search invitations`}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: STATES.map((value) => ({ value, label: stateNames(value) })),
                    },
                ]}
                empty={<EmptyState icon="mail" title={t`No invitations`} />}
            />
            {withdrawn && (
                <ConfirmMoney
                    opened
                    onClose={() => setWithdrawn(null)}
                    title={t`Withdraw the invitation to ${withdrawn.email}`}
                    confirm={t`Withdraw the invitation`}
                    keep={t`Keep it`}
                    run={async () => {
                        await client.DELETE('/v1/organization/invitations/{id}', {
                            params: { path: { id: withdrawn.id } },
                            headers: forOrganization(organizationId),
                        });
                        await forget(queries, PATH);
                    }}
                    onDone={() => void toast(t`The invitation to ${withdrawn.email} was withdrawn.`)}
                >
                    <Text>
                        <Trans>
                            The link in the mail works no more. You can invite the same address again.
                        </Trans>
                    </Text>
                </ConfirmMoney>
            )}
        </section>
    );
}

function useColumns(
    onRenew: (invitation: Invitation) => void,
    onWithdraw: (invitation: Invitation) => void,
): Column<Invitation>[] {
    const { t } = useLingui();
    const rolesText = useRolesText();
    const stateNames = useStateNames();
    return useMemo(() => {
        const roles = (row: Invitation) => rolesText(row.roles);
        return [
            {
                id: 'email',
                header: t`E-mail address`,
                value: (row) => row.email,
            },
            { id: 'roles', header: t`Roles`, value: roles },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => stateNames(row.state),
            },
            {
                id: 'actions',
                header: t`Actions`,
                cell: (row) =>
                    isOpen(row) && (
                        <Group gap="xs" wrap="nowrap">
                            <ActionIcon
                                variant="default"
                                title={t`Renew`}
                                aria-label={t`Renew the invitation to ${row.email}`}
                                onClick={() => onRenew(row)}
                            >
                                <Icon name="refresh" size={14} />
                            </ActionIcon>
                            <ActionIcon
                                variant="default"
                                title={t`Withdraw the invitation`}
                                aria-label={t`Withdraw the invitation to ${row.email}`}
                                onClick={() => onWithdraw(row)}
                            >
                                <Icon name="close" size={14} />
                            </ActionIcon>
                        </Group>
                    ),
            },
            {
                id: 'expires_at',
                header: t`Valid until`,
                cell: (row) => isOpen(row) && <Time value={row.expires_at} />,
                value: (row) => (isOpen(row) ? row.expires_at : null),
            },
            {
                id: 'invited_by_name',
                header: t`Invited by`,
                value: (row) => row.invited_by_name,
            },
            {
                id: 'sent_at',
                header: t`Sent`,
                cell: (row) => <Time value={row.sent_at} />,
                value: (row) => row.sent_at,
                isHidden: true,
            },
        ];
    }, [t, rolesText, stateNames, onRenew, onWithdraw]);
}
