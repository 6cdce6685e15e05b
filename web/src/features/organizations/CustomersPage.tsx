import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { Delegation } from '@/api/types';
import { useActing, useSession } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink } from '@/ui/links';
import { useRoleNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status, useStateNames } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';

const PATH = '/v1/organization/customers';
type Open = { kind: 'accept' | 'give_up'; delegation: Delegation } | null;

/** For whom the people of this organization act. */
export function CustomersPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const queries = useQueryClient();
    const [open, setOpen] = useState<Open>(null);
    const query = useInfiniteQuery(apiList(PATH, { organization: organizationId }));
    const callOf = ({ id }: Delegation) => ({
        params: { path: { id } },
        headers: forOrganization(organizationId),
    });
    const done = () => forget(queries, PATH, '/v1/session');
    const decline = useMutation({
        mutationFn: (one: Delegation) => client.POST('/v1/organization/customers/{id}/decline', callOf(one)),
        onSettled: done,
    });
    const name = open?.delegation.organization_name;
    return (
        <>
            <PageHeader
                title={t`Customers`}
                crumbs={[home]}
                description={
                    <Trans>
                        Organizations that let you act for them. Your owners choose among them in the header.
                    </Trans>
                }
            />
            <Problem error={decline.error} />
            <DataTable
                name="customers"
                label={t`Customers`}
                columns={useColumns(setOpen, decline.mutate)}
                query={query}
                rowId={(row) => row.id}
                empty={
                    <EmptyState icon="users" title={t`You act for no customer`}>
                        <Trans>
                            A customer offers it on its page Access, with your tenant ID. You find that in the
                            menu with the name of your organization.
                        </Trans>
                    </EmptyState>
                }
            />
            {open?.kind === 'accept' && (
                <ConfirmMoney
                    opened
                    onClose={() => setOpen(null)}
                    title={t`Act for ${name}`}
                    confirm={t`Accept`}
                    keep={t`Not now`}
                    run={() =>
                        client.POST('/v1/organization/customers/{id}/acceptance', callOf(open.delegation))
                    }
                    onDone={() => {
                        void done();
                        void toast(t`You can act for ${name} now.`);
                    }}
                >
                    <Text>
                        <Trans>
                            Your owners can act for {name} from now on. {name} sees in its audit log what they
                            do, and can revoke it at any time.
                        </Trans>
                    </Text>
                </ConfirmMoney>
            )}
            {open?.kind === 'give_up' && (
                <ConfirmMoney
                    opened
                    onClose={() => setOpen(null)}
                    title={t`Give up acting for ${name}`}
                    confirm={t`Give it up`}
                    keep={t`Keep it`}
                    run={() =>
                        client.POST('/v1/organization/customers/{id}/renunciation', callOf(open.delegation))
                    }
                    onDone={() => void done()}
                >
                    <Text>
                        <Trans>Your people lose their access at once. {name} can offer it again.</Trans>
                    </Text>
                </ConfirmMoney>
            )}
        </>
    );
}

function useColumns(
    onOpen: (open: Open) => void,
    onDecline: (delegation: Delegation) => void,
): Column<Delegation>[] {
    const { t } = useLingui();
    const roleNames = useRoleNames();
    const stateNames = useStateNames();
    const { may } = useActing();
    const organizations = useSession()?.organizations;
    return useMemo(() => {
        const name = (row: Delegation) => row.organization_name;
        const roles = (row: Delegation) => row.roles.map(roleNames).join(', ');
        const canAct = (row: Delegation) =>
            row.state === 'accepted' && organizations?.some(({ id }) => id === row.organization_id);
        return [
            { id: 'customer', header: t`Customer`, value: name },
            { id: 'roles', header: t`Roles`, value: roles },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => stateNames(row.state),
            },
            {
                id: 'expires_at',
                header: t`Until`,
                cell: (row) => <Time value={row.ended_at ?? row.expires_at} />,
                value: (row) => row.ended_at ?? row.expires_at,
            },
            {
                id: 'actions',
                header: t`Actions`,
                cell: (row) => (
                    <Group gap="xs" wrap="nowrap">
                        {canAct(row) && (
                            <ButtonLink
                                to="/o/$organizationId"
                                params={{ organizationId: row.organization_id }}
                                size="xs"
                                aria-label={t`Act for ${name(row)}`}
                            >
                                <Trans>Act for it</Trans>
                            </ButtonLink>
                        )}
                        {may('members') && row.state === 'offered' && (
                            <>
                                <Button
                                    size="xs"
                                    aria-label={t`Accept to act for ${name(row)}`}
                                    onClick={() => onOpen({ kind: 'accept', delegation: row })}
                                >
                                    <Trans>Accept</Trans>
                                </Button>
                                <Button
                                    size="xs"
                                    variant="default"
                                    aria-label={t`Decline to act for ${name(row)}`}
                                    onClick={() => onDecline(row)}
                                >
                                    <Trans>Decline</Trans>
                                </Button>
                            </>
                        )}
                        {may('members') && row.state === 'accepted' && (
                            <Button
                                size="xs"
                                variant="default"
                                aria-label={t`Give up acting for ${name(row)}`}
                                onClick={() => onOpen({ kind: 'give_up', delegation: row })}
                            >
                                <Trans>Give it up</Trans>
                            </Button>
                        )}
                    </Group>
                ),
            },
        ];
    }, [t, roleNames, stateNames, may, organizations, onOpen, onDecline]);
}
