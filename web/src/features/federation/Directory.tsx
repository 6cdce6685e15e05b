import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { DirectoryGroup } from '@/api/types';
import { NewToken } from '@/features/identity/NewToken';
import { tokenOf } from '@/features/identity/TokenFields';
import { useRoles } from '@/features/organizations/members';
import { useActing } from '@/shell/session';
import { CopyField } from '@/ui/CopyField';
import { type Column, DataTable } from '@/ui/DataTable';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { useRoleNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { useIsOwner } from './identity_provider';

const DIRECTORY = '/v1/organization/directory';
const GROUPS = '/v1/organization/directory/groups';

/** The directory of the company, which makes and removes members by SCIM 2.0, and what its groups give. */
export function Directory() {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const isOwner = useIsOwner();
    const [isMaking, setMaking] = useState(false);
    const { data } = useQuery(apiQuery(DIRECTORY, { organization: organizationId }));
    if (!data) return null;
    return (
        <section aria-labelledby="directory">
            <Group justify="space-between" mt="xl" mb={4}>
                <Title order={2} id="directory">
                    <Trans>Directory (SCIM)</Trans>
                </Title>
                {isOwner && (
                    <Button
                        variant="default"
                        leftSection={<Icon name="plus" size={14} />}
                        onClick={() => setMaking(true)}
                    >
                        <Trans>Create a token</Trans>
                    </Button>
                )}
            </Group>
            <Text c="dimmed" mb="sm">
                <Trans>
                    The directory of your company, such as Entra ID or Okta, makes and removes members by
                    itself: give it this address and a token.
                </Trans>
            </Text>
            <Stack mb="md">
                {!data.has_mail_domain && (
                    <Alert color="yellow" icon={<Icon name="alert" />}>
                        <Trans>
                            It makes members once the operator confirmed a mail domain of one of your identity
                            providers.
                        </Trans>
                    </Alert>
                )}
                <Address value={data.address} />
                <People users={data.users} active={data.active_users} lastRequestAt={data.last_request_at} />
            </Stack>
            <Groups />
            {isMaking && (
                <NewToken
                    scope="directory"
                    create={async (values) =>
                        bodyOf(
                            await client.POST('/v1/organization/api-tokens', {
                                headers: forOrganization(organizationId),
                                body: tokenOf(values),
                            }),
                        )
                    }
                    onCreate={() => forget(queries, '/v1/organization/api-tokens')}
                    onClose={() => setMaking(false)}
                />
            )}
        </section>
    );
}

function Address({ value }: { value: string }) {
    const { t } = useLingui();
    return <CopyField label={t`Address for the directory`} value={value} />;
}

function People(props: { users: number; active: number; lastRequestAt: string | null }) {
    const { t } = useLingui();
    return (
        <Facts
            facts={[
                [t`Users`, `${props.users}`],
                [t`Of them members`, `${props.active}`],
                [t`Last request`, props.lastRequestAt ? <Time value={props.lastRequestAt} /> : t`never`],
            ]}
        />
    );
}

function Groups() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const [opened, setOpened] = useState<DirectoryGroup | null>(null);
    return (
        <>
            <DataTable
                name="directory-groups"
                label={t`Groups of the directory`}
                prefix="groups."
                columns={useColumns(setOpened)}
                query={useInfiniteQuery(apiList(GROUPS, { organization: organizationId }))}
                rowId={(row) => row.id}
                empty={
                    <EmptyState icon="users" title={t`No groups yet`}>
                        <Trans>They show here once the directory sends them.</Trans>
                    </EmptyState>
                }
            />
            {opened && <ChangeRoles group={opened} onClose={() => setOpened(null)} />}
        </>
    );
}

function useColumns(open: (group: DirectoryGroup) => void): Column<DirectoryGroup>[] {
    const { t } = useLingui();
    const names = useRoleNames();
    const isOwner = useIsOwner();
    return useMemo(() => {
        const given = (row: DirectoryGroup) => row.roles.map(names).join(', ');
        return [
            {
                id: 'display_name',
                header: t`Group`,
                value: (row) => row.display_name,
            },
            {
                id: 'members',
                header: t`Members`,
                value: (row) => row.members,
                isNumber: true,
            },
            { id: 'roles', header: t`Roles`, cell: (row) => given(row) || t`none`, value: given },
            {
                id: 'actions',
                header: t`Actions`,
                cell: (row) =>
                    isOwner && (
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Change the roles of ${row.display_name}`}
                            onClick={() => open(row)}
                        >
                            <Trans>Change roles</Trans>
                        </Button>
                    ),
            },
        ];
    }, [t, names, isOwner, open]);
}

function ChangeRoles({ group, onClose }: { group: DirectoryGroup; onClose: () => void }) {
    const { t } = useLingui();
    const names = useRoleNames();
    const { organizationId } = useActing();
    const offered = useRoles();
    const queries = useQueryClient();
    const [roles, setRoles] = useState<string[]>(group.roles);
    const change = useMutation({
        mutationFn: () =>
            client.PUT('/v1/organization/directory/groups/{id}/roles', {
                params: { path: { id: group.id } },
                headers: forOrganization(organizationId),
                body: { roles },
            }),
        onSuccess: async () => {
            await forget(queries, GROUPS, '/v1/organization/members');
            onClose();
            void toast(t`The roles of ${group.display_name} were changed.`);
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Change the roles of ${group.display_name}`}>
            <Stack>
                <Text size="sm" c="dimmed">
                    <Trans>
                        Members of the group have these roles from now on, and lose those that nothing else
                        gives them. Each is told by mail.
                    </Trans>
                </Text>
                <Checkbox.Group value={roles} onChange={setRoles} label={t`Roles`}>
                    <Stack gap="xs" mt="xs">
                        {offered
                            .filter(({ role }) => role !== 'owner' && role !== 'operator')
                            .map(({ role }) => (
                                <Checkbox key={role} value={role} label={names(role)} />
                            ))}
                    </Stack>
                </Checkbox.Group>
                <Problem error={change.error} />
                <DialogButtons onClose={onClose}>
                    <Button loading={change.isPending} onClick={() => change.mutate()}>
                        <Trans>Change roles</Trans>
                    </Button>
                </DialogButtons>
            </Stack>
        </Dialog>
    );
}
