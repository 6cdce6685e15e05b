import { Trans, useLingui } from '@lingui/react/macro';
import { Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { CloudAccess } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Day, Time } from '@/ui/Time';

/** For the operator: who would no longer sign in. */
export function CloudAccessTable() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const query = useInfiniteQuery(apiList('/v1/operator/cloud-access', { organization: organizationId }));
    const columns = useMemo<Column<CloudAccess>[]>(
        () => [
            { id: 'name', header: t`User name`, value: (row) => row.name },
            { id: 'email', header: t`E-mail address`, value: (row) => row.email },
            {
                id: 'organization_name',
                header: t`Organization`,
                value: (row) => row.organization_name,
            },
            {
                id: 'provider_name',
                header: t`Cloud`,
                value: (row) => row.provider_name,
            },
            {
                id: 'required_role',
                header: t`Required role`,
                value: (row) => row.required_role,
            },
            {
                id: 'required_from',
                header: t`Required from`,
                cell: (row) => (row.required_from ? <Day value={row.required_from} /> : t`now`),
                value: (row) => row.required_from,
            },
            {
                id: 'signed_in_at',
                header: t`Last sign-in`,
                cell: (row) => row.signed_in_at && <Time value={row.signed_in_at} />,
                value: (row) => row.signed_in_at,
            },
        ],
        [t],
    );
    return (
        <section aria-labelledby="cloud-access">
            <Title order={2} id="cloud-access" mb={4}>
                <Trans>Who lacks the required role</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>As the clouds said when each of them signed in last.</Trans>
            </Text>
            <DataTable
                name="cloud-access"
                label={t`Who lacks the required role`}
                prefix="access."
                columns={columns}
                query={query}
                rowId={(row) => `${row.user_id} ${row.provider_id}`}
                empty={<EmptyState icon="users" title={t`Nobody lacks it`} />}
            />
        </section>
    );
}
