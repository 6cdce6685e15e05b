import { Trans, useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Registration } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { useFormat } from '@/ui/format';
import { TextLink } from '@/ui/links';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { Inbox, NothingWaits, useShownState } from './Inbox';

/** The operator's inbox: who wants to buy here, the waiting ones first. */
export function RegistrationsPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { shown, state, q } = useShownState();
    const columns = useRegistrationColumns();
    const query = useInfiniteQuery({
        ...apiList('/v1/operator/registrations', { query: { state, q }, organization: organizationId }),
        placeholderData: keepPreviousData,
    });
    return (
        <Inbox
            description={
                <Trans>
                    Profiles of organizations. Only with an approved one an organization can buy or sell.
                </Trans>
            }
        >
            <DataTable
                name="registrations"
                label={t`Registrations`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search registrations`}
                empty={<NothingWaits shown={shown} />}
            />
        </Inbox>
    );
}

export function useRegistrationColumns(): Column<Registration>[] {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const format = useFormat();
    return useMemo(
        () => [
            {
                id: 'company_name',
                header: t`Company`,
                cell: (row) => (
                    <>
                        <TextLink
                            to="/o/$organizationId/operator/registrations/$registrationId"
                            params={{ organizationId, registrationId: row.id }}
                            fw={500}
                        >
                            {row.company_name}
                        </TextLink>
                        {row.organization_name !== row.company_name && (
                            <Text size="xs" c="dimmed">
                                {row.organization_name}
                            </Text>
                        )}
                    </>
                ),
                value: (row) => row.company_name,
            },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'is_change',
                header: t`What`,
                cell: (row) => (row.is_change ? t`Change` : t`New profile`),
                value: (row) => row.is_change,
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
