import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { AuditRecord } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { Time } from '@/ui/Time';

export function ActivityPage() {
    const { t } = useLingui();
    const { organizationId, organization } = useActing();
    const state = useListState();
    const query = useInfiniteQuery({
        ...apiList('/v1/audit-records', { organization: organizationId }),
        select: (data) => {
            const wanted = state.get('q')?.toLowerCase();
            const matches = (row: AuditRecord) =>
                !wanted || `${row.user_name} ${row.action} ${row.subject_id}`.toLowerCase().includes(wanted);
            return {
                ...data,
                pages: data.pages.map((page) => ({ ...page, items: page.items.filter(matches) })),
            };
        },
    });
    const columns = useMemo<Column<AuditRecord>[]>(
        () => [
            {
                id: 'created_at',
                header: t`Time`,
                cell: (row) => <Time value={row.created_at} exact />,
                value: (row) => row.created_at,
            },
            {
                id: 'user_name',
                header: t`Person`,
                cell: (row) => row.user_name ?? t`Kontor`,
                value: (row) => row.user_name,
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) => <code>{row.action}</code>,
                value: (row) => row.action,
            },
            {
                id: 'subject_id',
                header: t`Subject`,
                cell: (row) => row.subject_id,
                value: (row) => row.subject_id,
            },
            {
                id: 'status',
                header: t`Status code`,
                cell: (row) => row.status,
                value: (row) => row.status,
                isNumber: true,
            },
            {
                id: 'address',
                header: t`Network address`,
                cell: (row) => row.address,
                value: (row) => row.address,
                isHidden: true,
            },
            {
                id: 'request_id',
                header: t`Request`,
                cell: (row) => row.request_id,
                value: (row) => row.request_id,
                isHidden: true,
            },
        ],
        [t],
    );
    return (
        <>
            <PageHeader
                title={t`Activity`}
                crumbs={[
                    {
                        label: organization.name,
                        link: { to: '/o/$organizationId/profile', params: { organizationId } },
                    },
                ]}
                description={
                    <Trans>Every change that was made in {organization.name}, and who made it.</Trans>
                }
            />
            <DataTable
                name="activity"
                label={t`Activity`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search the loaded records`}
                empty={
                    <EmptyState icon="clock" title={t`Nothing has happened yet`}>
                        <Trans>Changes to your organization will be listed here.</Trans>
                    </EmptyState>
                }
            />
        </>
    );
}
