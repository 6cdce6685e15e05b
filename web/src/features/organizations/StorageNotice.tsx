import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';

const NEARLY_FULL = 0.8;

/** Stands where files are uploaded, once there is not much room left. */
export function StorageNotice() {
    const { organizationId } = useActing();
    const format = useFormat();
    const { data } = useQuery(apiQuery('/v1/organization/storage', { organization: organizationId }));
    if (!data || data.used < data.limit * NEARLY_FULL) return null;
    return (
        <Text size="sm" role="status">
            <Trans>
                The files of your organization take {format.size(data.used)} of {format.size(data.limit)}.
                Discard drafts that are not needed any more, or ask the operator for more room.
            </Trans>
        </Text>
    );
}
