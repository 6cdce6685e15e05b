import { Trans, useLingui } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { Registration } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { useRegistrationColumns } from './RegistrationsPage';

const HIDDEN = ['country', 'submitted_by_name'];

/** The profiles that an organization submitted, and what became of them; where `current` is not all there is. */
export function Submissions({ of, current }: { of: string; current?: string }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const columns = useColumns();
    const query = useInfiniteQuery(
        apiList('/v1/operator/registrations', {
            query: { organization_id: of },
            organization: organizationId,
        }),
    );
    if (!query.data?.pages.some(({ items }) => items.some(({ id }) => id !== current))) return null;
    return (
        <section aria-labelledby="submissions">
            <Title order={2} id="submissions" mb="sm">
                <Trans>Submitted profiles</Trans>
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
    const columns = useRegistrationColumns();
    return useMemo(
        () => [
            ...columns.map((column) => ({ ...column, isHidden: HIDDEN.includes(column.id) })),
            { id: 'reason', header: t`Reason`, value: (row) => row.reason },
        ],
        [t, columns],
    );
}
