import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { UsageRow } from '@/api/types';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { MICROS, useFormat } from '@/ui/format';
import { onePage } from '@/ui/list_query';
import { useListState } from '@/ui/list_state';
import { Cost } from '@/ui/Money';
import { UsageDetails, type UsageScope, useUsage } from './UsageReport';
import { type Group, subjectOf } from './usage_chart';

export function UsageTable({ scope }: { scope: UsageScope }) {
    const { t } = useLingui();
    const { group } = scope;
    const state = useListState();
    const columns = useColumns(group);
    const report = useUsage(scope, [group]);
    const wanted = state.get('q')?.toLowerCase();
    const rows = report.data?.rows.filter(
        (row) => !wanted || subjectOf(row, group).name.toLowerCase().includes(wanted),
    );
    return (
        <DataTable
            name={`usage-by-${group}`}
            label={t`Usage`}
            columns={columns}
            query={onePage(rows, report)}
            rowId={(row) => subjectOf(row, group).id}
            search={t`Search`}
            actions={<UsageDetails scope={scope} />}
            empty={
                <EmptyState icon="chart" title={t`No usage in this period`}>
                    <Trans>Choose another period, or make a call: it appears here within seconds.</Trans>
                </EmptyState>
            }
        />
    );
}

function useColumns(group: Group): Column<UsageRow>[] {
    const { t } = useLingui();
    const format = useFormat();
    return useMemo(() => {
        const headers: Record<Group, string> = {
            day: t`Day`,
            key: t`Key`,
            model: t`Model`,
            subscription: t`Subscription`,
        };
        const name = (row: UsageRow) => subjectOf(row, group).name;
        const number = (id: string, header: string, of: (row: UsageRow) => number): Column<UsageRow> => ({
            id,
            header,
            cell: (row) => format.number(of(row)),
            value: of,
            isNumber: true,
        });
        return [
            {
                id: 'subject',
                header: headers[group],
                cell: (row) => (group === 'day' ? format.date(name(row)) : name(row)),
                value: name,
            },
            number('calls', t`Calls`, (row) => row.calls),
            number('tokens_in', t`Input tokens`, (row) => row.tokens_in),
            { ...number('tokens_cached', t`of them cached`, (row) => row.tokens_cached) },
            number('tokens_out', t`Output tokens`, (row) => row.tokens_out),
            { ...number('tokens_reasoning', t`of them reasoning`, (row) => row.tokens_reasoning) },
            number('estimated_calls', t`Estimated calls`, (row) => row.estimated_calls),
            {
                id: 'cost',
                header: t`Cost`,
                cell: (row) => <Cost micros={row.cost_micros} currency={row.currency} />,
                value: (row) => row.cost_micros / MICROS,
                isNumber: true,
            },
        ];
    }, [t, format, group]);
}
