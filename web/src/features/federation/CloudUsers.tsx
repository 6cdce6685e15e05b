import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Checkbox, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { CloudDomain, CloudUser } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { useListState } from '@/ui/list_state';
import { useRoleNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';

const GIVEN = ['reports', 'profile', 'purchasing', 'administrator'] as const;
const DOMAINS = '/v1/organization/cloud-domains';

/** The users of the clouds' domains that the organization is; nothing where it is none. */
export function CloudUsers() {
    const { organizationId } = useActing();
    const { data } = useInfiniteQuery(apiList(DOMAINS, { organization: organizationId }));
    return data?.pages
        .flatMap((page) => page.items)
        .map((domain) => <Domain key={domain.id} domain={domain} />);
}

function Domain({ domain }: { domain: CloudDomain }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const state = useListState('cloud.');
    const [opened, setOpened] = useState<CloudUser | null>(null);
    const call = { params: { path: { id: domain.id } }, headers: forOrganization(organizationId) };
    const query = useInfiniteQuery(
        apiList('/v1/organization/cloud-domains/{id}/users', {
            path: { id: domain.id },
            organization: organizationId,
            query: { q: state.get('q'), state: state.get('state') },
        }),
    );
    const read = useMutation({
        mutationFn: () => client.POST('/v1/organization/cloud-domains/{id}/reading', call),
        onSuccess: async () => {
            await new Promise((go) => setTimeout(go, 1_000)); // a job asks the cloud
            await forget(queries, DOMAINS);
        },
    });
    const columns = useColumns(domain, setOpened);
    return (
        <section aria-labelledby={domain.id}>
            <Title order={2} id={domain.id} mb={4}>
                <Trans>Users of {domain.name}</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    Whom {domain.provider_name} knows in this domain. Roles that you give count from the first
                    sign-in on; nobody needs an invitation.
                </Trans>{' '}
                {domain.read_at && (
                    <Trans>
                        Read from the cloud <Time value={domain.read_at} />.
                    </Trans>
                )}
            </Text>
            {domain.problem && (
                <Alert color="yellow" icon={<Icon name="alert" />} mb="sm" role="status">
                    <Trans>The cloud did not tell its users: {domain.problem}</Trans>
                </Alert>
            )}
            <Problem error={read.error} />
            <DataTable
                name="cloud-users"
                label={t`Users of ${domain.name}`}
                prefix="cloud."
                columns={columns}
                query={query}
                rowId={(row) => row.subject}
                search={t`Search users`}
                filters={[
                    {
                        id: 'state',
                        label: t`State`,
                        options: [
                            { value: 'with_roles', label: t`With roles` },
                            { value: 'without_roles', label: t`Without roles` },
                            ...(domain.required_role
                                ? [{ value: 'lacks_role', label: t`Without ${domain.required_role}` }]
                                : []),
                        ],
                    },
                ]}
                actions={
                    <Button variant="default" loading={read.isPending} onClick={() => read.mutate()}>
                        <Trans>Read again</Trans>
                    </Button>
                }
                empty={<EmptyState icon="users" title={t`No users`} />}
            />
            {opened && <AddRoles domain={domain} user={opened} onClose={() => setOpened(null)} />}
        </section>
    );
}

function useColumns(domain: CloudDomain, open: (user: CloudUser) => void): Column<CloudUser>[] {
    const { t } = useLingui();
    const names = useRoleNames();
    const format = useFormat();
    return useMemo(() => {
        const here = (row: CloudUser) => {
            if (row.has_roles) return t`has roles`;
            if (row.roles.length) return t`waits: ${row.roles.map(names).join(', ')}`;
            return t`no roles`;
        };
        const access = (row: CloudUser) => {
            if (!row.lacks_role) return '';
            return domain.required_from
                ? t`lacks ${domain.required_role ?? ''}, needed from ${format.date(domain.required_from)}`
                : t`lacks ${domain.required_role ?? ''}`;
        };
        return [
            { id: 'name', header: t`User name`, value: (row) => row.name },
            { id: 'email', header: t`E-mail address`, value: (row) => row.email },
            { id: 'here', header: t`State`, value: here },
            ...(domain.required_role ? [{ id: 'access', header: t`Required role`, value: access }] : []),
            {
                id: 'signed_in_at',
                header: t`Last sign-in`,
                cell: (row) => (row.signed_in_at ? <Time value={row.signed_in_at} /> : t`never`),
                value: (row) => row.signed_in_at,
            },
            {
                id: 'actions',
                header: t`Actions`,
                cell: (row) =>
                    !row.has_roles && (
                        <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t`Add roles for ${row.name}`}
                            onClick={() => open(row)}
                        >
                            <Trans>Add roles</Trans>
                        </Button>
                    ),
            },
        ];
    }, [t, domain, names, format, open]);
}

function AddRoles(props: { domain: CloudDomain; user: CloudUser; onClose: () => void }) {
    const { t } = useLingui();
    const names = useRoleNames();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const { domain, user, onClose } = props;
    const [roles, setRoles] = useState<string[]>(user.roles.length ? user.roles : ['reports']);
    const give = useMutation({
        mutationFn: () =>
            client.PUT('/v1/organization/cloud-domains/{id}/users/{subject}/roles', {
                params: { path: { id: domain.id, subject: user.subject } },
                headers: forOrganization(organizationId),
                body: { roles },
            }),
        onSuccess: async () => {
            await forget(queries, DOMAINS, '/v1/organization/members');
            onClose();
            void toast(t`The roles of ${user.name} were changed.`);
        },
    });
    return (
        <Dialog onClose={onClose} title={t`Add roles for ${user.name}`}>
            <Stack>
                <Text size="sm" c="dimmed">
                    <Trans>
                        They count from the first sign-in with {domain.provider_name} on. Without any box,
                        none are given.
                    </Trans>
                </Text>
                <Checkbox.Group value={roles} onChange={setRoles} label={t`Roles`}>
                    <Stack gap="xs" mt="xs">
                        {GIVEN.map((role) => (
                            <Checkbox key={role} value={role} label={names(role)} />
                        ))}
                    </Stack>
                </Checkbox.Group>
                <Problem error={give.error} />
                <DialogButtons onClose={onClose}>
                    <Button loading={give.isPending} onClick={() => give.mutate()}>
                        <Trans>Add roles</Trans>
                    </Button>
                </DialogButtons>
            </Stack>
        </Dialog>
    );
}
