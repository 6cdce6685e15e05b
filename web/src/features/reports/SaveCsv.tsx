import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import { useActing } from '@/shell/session';
import { saveText } from '@/ui/files';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { type Period, queryOf } from './period';

/** The whole of a report in one file, as the server writes it. */
export function SaveCsv(props: {
    path: '/v1/seller/sales.csv' | '/v1/seller/statistics.csv';
    name: string;
    period: Period;
}) {
    const { path, name, period } = props;
    const { organizationId } = useActing();
    const save = useMutation({
        mutationFn: async () => {
            const text = bodyOf(
                await client.GET(path, {
                    params: { query: queryOf(period) },
                    headers: forOrganization(organizationId),
                    parseAs: 'text',
                }),
            );
            saveText(`${name}-${period.from}-${period.to}.csv`, 'text/csv', text);
        },
    });
    return (
        <>
            <Button
                variant="default"
                leftSection={<Icon name="download" size={14} />}
                loading={save.isPending}
                onClick={() => save.mutate()}
            >
                <Trans>All details as CSV</Trans>
            </Button>
            <Problem error={save.error} />
        </>
    );
}
