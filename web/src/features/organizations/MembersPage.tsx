import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { apiList } from '@/api/query';
import type { Member } from '@/api/types';
import { CloudUsers } from '@/features/federation/CloudUsers';
import { useActing, useSession } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { useListState } from '@/ui/list_state';
import { useRoleNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Day, Time } from '@/ui/Time';
import { AssignRole, type RoleChange } from './AssignRole';
import { ChangeRoles, RemoveRoles } from './ChangeRoles';
import { Invitations } from './Invitations';
import { InviteMember } from './InviteMember';
import { heldRole, includedIn, type Role, useRoles, useRolesText } from './members';
import { HandOver, PendingTransfer, usePendingTransfer } from './Ownership';
import { RemoveMember } from './RemoveMember';
import { RoleMatrix, YesOrNo } from './RoleMatrix';
import { RoleRequests } from './RoleRequests';

type Open =
    | { kind: 'change' | 'remove_roles' | 'remove'; member: Member }
    | { kind: 'assign'; change: RoleChange; members: Member[]; onDone: () => void }
    | { kind: 'hand_over' | 'invite' }
    | null;

export function MembersPage() {
    const { t } = useLingui();
    const { organizationId, organization, may } = useActing();
    const names = useRoleNames();
    const state = useListState();
    const [open, setOpen] = useState<Open>(null);
    const transfer = usePendingTransfer();
    const query = useInfiniteQuery(
        apiList('/v1/organization/members', {
            organization: organizationId,
            query: {
                q: state.get('q'),
                role: state.get('role'),
                state: state.get('state'),
                second_factor: state.get('second_factor'),
            },
        }),
    );
    const columns = useColumns(setOpen);
    const mayChange = useMayChange();
    const roles = useRoles();
    return (
        <>
            <PageHeader
                title={t`Members`}
                crumbs={[
                    {
                        label: organization.name,
                        link: { to: '/o/$organizationId/profile', params: { organizationId } },
                    },
                ]}
                description={
                    may('members') ? (
                        <Trans>Who belongs to {organization.name}, and what each of them may do.</Trans>
                    ) : (
                        <Trans>
                            Who belongs to {organization.name}, and what each of them may do. Owners and
                            administrators change it.
                        </Trans>
                    )
                }
                actions={
                    <>
                        {organization.roles.includes('owner') && !transfer && (
                            <Button variant="default" onClick={() => setOpen({ kind: 'hand_over' })}>
                                <Trans>Hand over ownership</Trans>
                            </Button>
                        )}
                        {may('invite') && (
                            <Button onClick={() => setOpen({ kind: 'invite' })}>
                                <Trans>Invite a member</Trans>
                            </Button>
                        )}
                    </>
                }
            />
            <Stack gap="xl">
                {transfer && <PendingTransfer transfer={transfer} />}
                <RoleRequests />
                <DataTable
                    name="members"
                    label={t`Members`}
                    columns={columns}
                    query={query}
                    rowId={(row) => row.user_id}
                    search={t`Search members`}
                    filters={[
                        {
                            id: 'role',
                            label: t`Role`,
                            options: roles.map(({ role }) => ({
                                value: role,
                                label: names(role),
                            })),
                        },
                        {
                            id: 'state',
                            label: t`State`,
                            options: [
                                { value: 'with_roles', label: t`With roles` },
                                { value: 'without_roles', label: t`Without roles` },
                            ],
                        },
                        ...(may('members')
                            ? [
                                  {
                                      id: 'second_factor',
                                      label: t`Second factor`,
                                      options: [
                                          { value: 'on', label: t`With a second factor` },
                                          { value: 'off', label: t`Without a second factor` },
                                      ],
                                  },
                              ]
                            : []),
                    ]}
                    bulk={{
                        canSelect: mayChange,
                        nameOf: (row) => row.name,
                        actions: (members, onDone) => (
                            <>
                                <Button
                                    size="xs"
                                    variant="default"
                                    onClick={() =>
                                        setOpen({ kind: 'assign', change: 'add', members, onDone })
                                    }
                                >
                                    <Trans>Add a role…</Trans>
                                </Button>
                                <Button
                                    size="xs"
                                    variant="default"
                                    onClick={() =>
                                        setOpen({ kind: 'assign', change: 'remove', members, onDone })
                                    }
                                >
                                    <Trans>Remove a role…</Trans>
                                </Button>
                            </>
                        ),
                    }}
                    empty={<EmptyState icon="users" title={t`No members`} />}
                />
                {may('invite') && <Invitations />}
                {may('members') && <CloudUsers />}
                <RoleMatrix />
            </Stack>
            {open?.kind === 'change' && <ChangeRoles member={open.member} onClose={() => setOpen(null)} />}
            {open?.kind === 'assign' && <AssignRole {...open} onClose={() => setOpen(null)} />}
            {open?.kind === 'remove_roles' && (
                <RemoveRoles member={open.member} onClose={() => setOpen(null)} />
            )}
            {open?.kind === 'remove' && <RemoveMember member={open.member} onClose={() => setOpen(null)} />}
            {open?.kind === 'invite' && <InviteMember onClose={() => setOpen(null)} />}
            {open?.kind === 'hand_over' && <HandOver onClose={() => setOpen(null)} />}
        </>
    );
}

function Person({ member }: { member: Member }) {
    return (
        <>
            {member.name}
            <Text size="xs" c="dimmed">
                {member.email}
            </Text>
        </>
    );
}

/** Nobody changes the own roles, and only an owner those of an owner. */
function useMayChange() {
    const { organization, may } = useActing();
    const me = useSession()?.user?.id;
    return useCallback(
        (member: Member) =>
            may('members') &&
            member.user_id !== me &&
            (organization.roles.includes('owner') || !heldRole(member, 'owner')),
        [organization, may, me],
    );
}

function useColumns(onOpen: (open: Open) => void): Column<Member>[] {
    const { t } = useLingui();
    const { may } = useActing();
    const roles = useRoles();
    const names = useRoleNames();
    const format = useFormat();
    const rolesText = useRolesText();
    const mayChange = useMayChange();
    return useMemo(() => {
        const roleColumn = (role: Role): Column<Member> => {
            const said = (row: Member) => {
                const held = heldRole(row, role);
                const by = includedIn(row, role, roles);
                if (!held) return by ? t`yes, as ${names(by)}` : t`no`;
                return held.ends_at ? t`until ${format.date(held.ends_at)}` : t`yes`;
            };
            return {
                id: role,
                header: names(role),
                cell: (row) => (
                    <YesOrNo yes={!!heldRole(row, role) || !!includedIn(row, role, roles)} word={said(row)} />
                ),
                value: said,
                isHidden: true,
            };
        };
        const actions: Column<Member> = {
            id: 'actions',
            header: t`Actions`,
            cell: (row) =>
                mayChange(row) && (
                    <Group gap="xs" wrap="nowrap">
                        <ActionIcon
                            variant="default"
                            title={t`Change roles`}
                            aria-label={t`Change the roles of ${row.name}`}
                            onClick={() => onOpen({ kind: 'change', member: row })}
                        >
                            <Icon name="edit" size={14} />
                        </ActionIcon>
                        {row.roles.length > 0 && !heldRole(row, 'owner') && (
                            <ActionIcon
                                variant="default"
                                title={t`Remove all roles`}
                                aria-label={t`Remove all roles of ${row.name}`}
                                onClick={() => onOpen({ kind: 'remove_roles', member: row })}
                            >
                                <Icon name="trash" size={14} />
                            </ActionIcon>
                        )}
                        {!heldRole(row, 'owner') && (
                            <ActionIcon
                                variant="default"
                                title={t`Remove the member`}
                                aria-label={t`Remove ${row.name} from the organization`}
                                onClick={() => onOpen({ kind: 'remove', member: row })}
                            >
                                <Icon name="signOut" size={14} />
                            </ActionIcon>
                        )}
                    </Group>
                ),
        };
        const origins: Record<string, string> = {
            registration: t`Registration`,
            invitation: t`Invitation`,
            identity_provider: t`Identity provider`,
            cloud: t`Cloud`,
            directory: t`Directory (SCIM)`,
        };
        const kept: Column<Member>[] = [
            {
                id: 'second_factor',
                header: t`Second factor`,
                cell: (row) => (
                    <YesOrNo
                        yes={row.second_factor === 'on'}
                        word={row.second_factor === 'on' ? t`yes` : t`no`}
                    />
                ),
                value: (row) => row.second_factor,
            },
            {
                id: 'origin',
                header: t`Came by`,
                cell: (row) => origins[row.origin ?? ''],
                value: (row) => row.origin,
            },
        ];
        return [
            {
                id: 'name',
                header: t({ message: 'Name', context: 'person' }),
                cell: (row) => <Person member={row} />,
                value: (row) => row.name,
            },
            {
                id: 'email',
                header: t`E-mail address`,
                value: (row) => row.email,
                isHidden: true,
            },
            {
                id: 'roles',
                header: t`Roles`,
                cell: (row) => rolesText(row.roles) || t`no roles`,
                value: (row) => rolesText(row.roles),
            },
            ...roles.map(({ role }) => roleColumn(role)),
            ...(may('members') ? kept : []),
            {
                id: 'last_sign_in_at',
                header: t`Last sign-in`,
                cell: (row) => (row.last_sign_in_at ? <Time value={row.last_sign_in_at} /> : t`never`),
                value: (row) => row.last_sign_in_at,
            },
            {
                id: 'created_at',
                header: t`Member since`,
                cell: (row) => <Day value={row.created_at} />,
                value: (row) => row.created_at,
                isHidden: true,
            },
            {
                id: 'user_id',
                header: t`Id`,
                value: (row) => row.user_id,
                isHidden: true,
            },
            ...(may('members') ? [actions] : []),
        ];
    }, [t, roles, may, names, format, rolesText, mayChange, onOpen]);
}
