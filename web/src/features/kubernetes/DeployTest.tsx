import { Trans } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { Configuration } from '@/api/types';
import { useActing } from '@/shell/session';
import { Problem } from '@/ui/Problem';
import { useDurations } from './units';

/** The button of a seller's test: no order, no agreement, and an end that is said before. */
export function DeployTest(props: { configuration: Configuration; isChecked: boolean }) {
    const { configuration, isChecked } = props;
    const { organizationId } = useActing();
    const durations = useDurations();
    const queries = useQueryClient();
    const navigate = useNavigate();
    const tests = useQuery(
        apiQuery('/v1/seller/revisions/{id}/tests', {
            path: { id: configuration.revision_id },
            organization: organizationId,
        }),
    ).data;
    const deploy = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/configurations/{id}/test-deployment', {
                    params: { path: { id: configuration.id } },
                    headers: forOrganization(organizationId),
                }),
            ),
        onSuccess: async ({ workload_id }) => {
            await forget(queries, '/v1/seller/revisions', '/v1/configurations');
            await navigate({
                to: '/o/$organizationId/workloads/$workloadId',
                params: { organizationId, workloadId: workload_id },
            });
        },
    });
    return (
        <Stack gap="sm">
            <Problem error={deploy.error} />
            <Button
                disabled={!isChecked}
                loading={deploy.isPending}
                aria-describedby="deploy-needs"
                onClick={() => deploy.mutate()}
            >
                <Trans>Deploy the test</Trans>
            </Button>
            <Text size="xs" c="dimmed" id="deploy-needs">
                {isChecked ? (
                    <Trans>
                        Nothing is ordered. After {durations(tests?.lifetime_seconds ?? 0)} it is removed with
                        its volumes; the namespace stays, since Kontor may not remove it.
                    </Trans>
                ) : (
                    <Trans>It needs a check of the configuration as it is now, without errors.</Trans>
                )}
            </Text>
        </Stack>
    );
}
