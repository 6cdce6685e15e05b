import { Trans, useLingui } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Registration } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { TextLink } from '@/ui/links';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';

/** The profiles that an organization submitted, and what became of them; without the one whose page it is. */
export function Submissions({ of, except }: { of: string; except?: string }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const columns = useColumns();
    const query = useInfiniteQuery({
        ...apiList('/v1/operator/registrations', {
            query: { organization_id: of },
            organization: organizationId,
        }),
        select: (data) => ({
            ...data,
            pages: data.pages.map((page) => ({
                ...page,
                items: page.items.filter(({ id }) => id !== except),
            })),
        }),
    });
    if (!query.data?.pages[0]?.items.length) return null;
    return (
        <section aria-labelledby="submissions">
            <Title order={2} id="submissions" mb="sm">
                {except ? <Trans>Other submissions</Trans> : <Trans>Submitted profiles</Trans>}
            </Title>
            <DataTable
                name="submissions"
                label={t`Submitted profiles`}
                prefix="submission_"
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                empty={null}
            />
        </section>
    );
}

function useColumns(): Column<Registration>[] {
    const { t } = useLingui();
    const { organizationId } = useActing();
    return useMemo(
        () => [
            {
                id: 'company_name',
                header: t`Company`,
                value: (row) => row.company_name,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/operator/registrations/$registrationId"
                        params={{ organizationId, registrationId: row.id }}
                        fw={500}
                    >
                        {row.company_name}
                    </TextLink>
                ),
            },
            {
                id: 'state',
                header: t`State`,
                value: (row) => row.state,
                cell: (row) => <Status state={row.state} />,
            },
            { id: 'reason', header: t`Reason`, value: (row) => row.reason },
            { id: 'submitted_by_name', header: t`Submitted by`, value: (row) => row.submitted_by_name },
            {
                id: 'submitted_at',
                header: t`Submitted`,
                value: (row) => row.submitted_at,
                cell: (row) => <Time value={row.submitted_at} />,
            },
            {
                id: 'decided_at',
                header: t`Decided`,
                value: (row) => row.decided_at,
                cell: (row) => <Time value={row.decided_at} />,
            },
        ],
        [t, organizationId],
    );
}
