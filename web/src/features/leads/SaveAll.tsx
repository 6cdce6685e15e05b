import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import { useActing } from '@/shell/session';
import { saveText } from '@/ui/files';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import type { LeadState } from './lead';

/** All that match, not only the rows that are loaded, as the server writes them. */
export function SaveAll(props: {
    side: 'requests' | 'leads';
    query: { state?: string; q?: string; assigned_to?: string };
}) {
    const { side, query } = props;
    const { organizationId } = useActing();
    const save = useMutation({
        mutationFn: async () => {
            const call = { headers: forOrganization(organizationId), parseAs: 'text' } as const;
            const state = query.state as LeadState | undefined;
            const text =
                side === 'leads'
                    ? await client.GET('/v1/leads.csv', { ...call, params: { query: { ...query, state } } })
                    : await client.GET('/v1/requests.csv', {
                          ...call,
                          params: { query: { q: query.q, state } },
                      });
            saveText(`${side}.csv`, 'text/csv', bodyOf(text) as string);
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
                <Trans>All as CSV</Trans>
            </Button>
            <Problem error={save.error} />
        </>
    );
}
