import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import { useActing } from '@/shell/session';
import { saveText } from '@/ui/files';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';

export interface AuditQuery {
    user_id?: string;
    action?: string;
    subject_id?: string;
    since?: string;
    until?: string;
}

/** All that match, with their digests, as the server writes them. */
export function SaveAuditLog({ query }: { query: AuditQuery }) {
    const { organizationId } = useActing();
    const save = useMutation({
        mutationFn: async (kind: 'csv' | 'jsonl') => {
            const call = {
                headers: forOrganization(organizationId),
                parseAs: 'text',
                params: { query },
            } as const;
            if (kind === 'csv') {
                const text = bodyOf(await client.GET('/v1/audit-records.csv', call)) as string;
                saveText('audit-log.csv', 'text/csv', text);
            } else {
                const text = bodyOf(await client.GET('/v1/audit-records.jsonl', call)) as string;
                saveText('audit-log.jsonl', 'application/jsonl', text);
            }
        },
    });
    const download = <Icon name="download" size={14} />;
    return (
        <>
            <Button
                variant="default"
                leftSection={download}
                loading={save.isPending && save.variables === 'csv'}
                onClick={() => save.mutate('csv')}
            >
                <Trans>All as CSV</Trans>
            </Button>
            <Button
                variant="default"
                leftSection={download}
                loading={save.isPending && save.variables === 'jsonl'}
                onClick={() => save.mutate('jsonl')}
            >
                <Trans>All as JSON lines</Trans>
            </Button>
            <Problem error={save.error} />
        </>
    );
}
