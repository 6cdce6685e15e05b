import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { NewLicence, WorkloadDetail } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { Problem } from '@/ui/Problem';
import { toast } from '@/ui/toast';
import { LicenceInput } from './LicenceInput';
import { useWorkloadCall } from './workload';

export function ReplaceLicence({ workload, onClose }: { workload: WorkloadDetail; onClose: () => void }) {
    const { t } = useLingui();
    const { call, done } = useWorkloadCall(workload.id);
    const replace = useMutation({
        mutationFn: (licence: NewLicence) =>
            client.POST('/v1/workloads/{id}/licence', { ...call, body: licence }),
        onSuccess: async () => {
            await done();
            void toast(t`The licence is put into the cluster.`);
            onClose();
        },
    });
    return (
        <Dialog size="lg" onClose={onClose} title={t`Replace the licence of ${workload.name}`}>
            <Stack>
                <Problem error={replace.error} />
                <Text size="sm">
                    <Trans>It takes the place of the one in the cluster; nothing is deployed anew.</Trans>
                </Text>
                <LicenceInput
                    label={t`Replace the licence`}
                    isPending={replace.isPending}
                    onGive={replace.mutate}
                />
            </Stack>
        </Dialog>
    );
}
