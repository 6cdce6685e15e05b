// What is known of every acceptance, whoever looks at it.
import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { Acceptance } from '@/api/types';
import type { Column } from '@/ui/DataTable';
import { useFormat } from '@/ui/format';
import { useDocumentNames } from '@/ui/names';
import { Time } from '@/ui/Time';

type Common = Pick<
    Acceptance,
    'kind' | 'version' | 'language' | 'accepted_by_name' | 'accepted_at' | 'is_by_notice'
>;

export function useAcceptanceColumns<Row extends Common>(): Column<Row>[] {
    const { t } = useLingui();
    const kinds = useDocumentNames();
    const format = useFormat();
    return useMemo(
        () => [
            { id: 'kind', header: t`Kind`, cell: (row) => kinds(row.kind), value: (row) => row.kind },
            { id: 'version', header: t`Version`, value: (row) => row.version },
            {
                id: 'language',
                header: t`Language`,
                cell: (row) => format.language(row.language),
                value: (row) => row.language,
            },
            {
                id: 'accepted_by_name',
                header: t`Accepted by`,
                cell: (row) =>
                    row.is_by_notice ? (
                        <Trans>By notice to {row.accepted_by_name}</Trans>
                    ) : (
                        row.accepted_by_name
                    ),
                value: (row) => row.accepted_by_name,
            },
            {
                id: 'accepted_at',
                header: t`Accepted`,
                cell: (row) => <Time value={row.accepted_at} exact />,
                value: (row) => row.accepted_at,
            },
        ],
        [t, kinds, format],
    );
}
