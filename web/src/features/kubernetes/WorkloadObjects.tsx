import { Trans, useLingui } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import { useMemo } from 'react';
import type { WorkloadDetail } from '@/api/types';
import { type Column, DataTable } from '@/ui/DataTable';
import { onePage } from '@/ui/list_query';
import { Status } from '@/ui/Status';

type Row = WorkloadDetail['objects'][number];

/** What it is made of, as it was seen last. */
export function WorkloadObjects({ workload }: { workload: WorkloadDetail }) {
    const { t } = useLingui();
    const columns = useMemo<Column<Row>[]>(
        () => [
            { id: 'kind', header: t`Kind`, value: (row) => row.kind },
            { id: 'name', header: t`Name`, value: (row) => row.name },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'message',
                header: t`Message`,
                value: (row) => row.message,
            },
        ],
        [t],
    );
    if (workload.objects.length === 0) return null;
    return (
        <section aria-labelledby="objects">
            <Title order={2} id="objects" mb="sm">
                <Trans>Objects</Trans>
            </Title>
            <DataTable
                name={`objects-${workload.release_name}`}
                prefix="object_"
                label={t`Objects`}
                columns={columns}
                query={onePage(workload.objects)}
                rowId={(row) => `${row.kind}/${row.name}`}
                empty={null}
            />
        </section>
    );
}
