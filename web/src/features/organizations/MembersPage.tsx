import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Member } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { useListState } from '@/ui/list_state';
import { useRoleNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Day, Time } from '@/ui/Time';

export function MembersPage() {
    const { t } = useLingui();
    const { organizationId, organization } = useActing();
    const roles = useRoleNames();
    const state = useListState();
    const query = useInfiniteQuery({
        ...apiList('/v1/organization/members', { organization: organizationId }),
        select: (data) => {
            const wanted = state.get('q')?.toLowerCase();
            const matches = (member: Member) =>
                !wanted || `${member.name} ${member.email}`.toLowerCase().includes(wanted);
            return {
                ...data,
                pages: data.pages.map((page) => ({ ...page, items: page.items.filter(matches) })),
            };
        },
    });
    const columns = useMemo<Column<Member>[]>(
        () => [
            { id: 'name', header: t`Name`, cell: (row) => row.name, value: (row) => row.name },
            { id: 'email', header: t`E-mail address`, cell: (row) => row.email, value: (row) => row.email },
            {
                id: 'roles',
                header: t`Roles`,
                cell: (row) => row.roles.map(roles).join(', '),
                value: (row) => row.roles.join(' '),
            },
            {
                id: 'created_at',
                header: t`Member since`,
                cell: (row) => <Day value={row.created_at} />,
                value: (row) => row.created_at,
            },
            {
                id: 'last_sign_in_at',
                header: t`Last sign-in`,
                cell: (row) => (row.last_sign_in_at ? <Time value={row.last_sign_in_at} /> : t`never`),
                value: (row) => row.last_sign_in_at,
            },
            {
                id: 'user_id',
                header: t`Id`,
                cell: (row) => row.user_id,
                value: (row) => row.user_id,
                isHidden: true,
            },
        ],
        [t, roles],
    );
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
                description={<Trans>Who belongs to {organization.name}, and what each of them may do.</Trans>}
            />
            <DataTable
                name="members"
                label={t`Members`}
                columns={columns}
                query={query}
                rowId={(row) => row.user_id}
                search={t`Search members`}
                empty={<EmptyState icon="users" title={t`No members`} />}
            />
        </>
    );
}
