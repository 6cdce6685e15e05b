import { Trans } from '@lingui/react/macro';
import { Group, Stack, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useActing } from '@/shell/session';
import { TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { monthOf } from './period';
import { UsageChart } from './UsageChart';
import { UsageFigures, type UsageScope, useUsage } from './UsageReport';

/** The spend of the month so far, as numbers and by day. */
export function Spend({ today }: { today: string }) {
    const { organizationId } = useActing();
    const period = useMemo(() => monthOf(today), [today]);
    const scope: UsageScope = { period, today, group: 'day' };
    const { data, error, refetch } = useUsage(scope, ['day']);
    return (
        <section aria-labelledby="spend">
            <Group justify="space-between" mb="sm">
                <Title order={2} id="spend">
                    <Trans>This month</Trans>
                </Title>
                <TextLink to="/o/$organizationId/usage" params={{ organizationId }}>
                    <Trans>All usage</Trans>
                </TextLink>
            </Group>
            {error && !data ? (
                <Problem error={error} onRetry={() => refetch()} />
            ) : (
                <Stack gap="md">
                    {data && <UsageFigures total={data.total} />}
                    <UsageChart scope={scope} measure="cost" height={140} />
                </Stack>
            )}
        </section>
    );
}
