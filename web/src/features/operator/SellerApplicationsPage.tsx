import { Trans, useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { OperatorSellerApplication } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { useFormat } from '@/ui/format';
import { TextLink } from '@/ui/links';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { Inbox, NothingWaits, useShownState } from './Inbox';

/** The operator's inbox: who wants to sell here, the waiting ones first. */
export function SellerApplicationsPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { shown, state, q } = useShownState();
    const columns = useColumns(organizationId);
    const query = useInfiniteQuery({
        ...apiList('/v1/operator/seller-applications', {
            query: { state, q },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    return (
        <Inbox
            description={
                <Trans>Organizations that want to sell. Only approved ones can publish products.</Trans>
            }
        >
            <DataTable
                name="seller-applications"
                label={t`Sellers`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search applications`}
                empty={<NothingWaits shown={shown} />}
            />
        </Inbox>
    );
}

function useColumns(organizationId: string): Column<OperatorSellerApplication>[] {
    const { t } = useLingui();
    const format = useFormat();
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Seller`,
                cell: (row) => (
                    <>
                        <TextLink
                            to="/o/$organizationId/operator/seller-applications/$applicationId"
                            params={{ organizationId, applicationId: row.id }}
                            fw={500}
                        >
                            {row.name}
                        </TextLink>
                        {row.organization_name !== row.name && (
                            <Text size="xs" c="dimmed">
                                {row.organization_name}
                            </Text>
                        )}
                    </>
                ),
                value: (row) => row.name,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'country',
                header: t`Country`,
                cell: (row) => format.country(row.country),
                value: (row) => row.country,
            },
            {
                id: 'submitted_by_name',
                header: t`Submitted by`,
                value: (row) => row.submitted_by_name,
            },
            {
                id: 'submitted_at',
                header: t`Submitted`,
                cell: (row) => <Time value={row.submitted_at} />,
                value: (row) => row.submitted_at,
            },
            {
                id: 'decided_at',
                header: t`Decided`,
                cell: (row) => <Time value={row.decided_at} />,
                value: (row) => row.decided_at,
                isHidden: true,
            },
            {
                id: 'decided_by_name',
                header: t`Decided by`,
                value: (row) => row.decided_by_name,
                isHidden: true,
            },
        ],
        [t, format, organizationId],
    );
}
