import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Table, Text } from '@mantine/core';
import type { CloudLink } from '@/api/types';

type Shadow = CloudLink['shadows'][number];
type Difference = Shadow['differences'][number];

function useDifferenceText() {
    const { t } = useLingui();
    const names: Record<string, string> = {
        name: t`Name`,
        description: t`Description`,
        enabled: t`Enabled`,
        group: t`Group`,
        role: t`Role`,
    };
    return ({ what, expected, actual }: Difference) =>
        t`${names[what] ?? what}: expected ${expected ?? t`nothing`}, there is ${actual ?? t`nothing`}`;
}

function useStateText(): Record<Shadow['state'], string> {
    const { t } = useLingui();
    return {
        wanted: t`will be made`,
        ok: t`as it was made`,
        drifted: t`was changed there`,
        missing: t`was deleted there`,
        failed: t`failed`,
    };
}

/** What was made at the cloud, and what somebody changed there. */
export function CloudShadows({ shadows, name }: { shadows: Shadow[]; name: string }) {
    const { t } = useLingui();
    const states = useStateText();
    const difference = useDifferenceText();
    return (
        <Table aria-label={t`Users in ${name}`}>
            <Table.Thead>
                <Table.Tr>
                    <Table.Th>{t`Member`}</Table.Th>
                    <Table.Th>{t`At the cloud`}</Table.Th>
                    <Table.Th>{t`State`}</Table.Th>
                </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
                {shadows.map((shadow) => (
                    <Table.Tr key={shadow.name}>
                        <Table.Td>{shadow.user_name ?? <Trans>Group of all</Trans>}</Table.Td>
                        <Table.Td style={{ overflowWrap: 'anywhere' }}>{shadow.name}</Table.Td>
                        <Table.Td>
                            <Stack gap={2}>
                                <Text size="sm">{states[shadow.state]}</Text>
                                {shadow.differences.map((one) => (
                                    <Text size="sm" c="dimmed" key={difference(one)}>
                                        {difference(one)}
                                    </Text>
                                ))}
                                {shadow.problem && <Text size="sm">{shadow.problem}</Text>}
                            </Stack>
                        </Table.Td>
                    </Table.Tr>
                ))}
            </Table.Tbody>
        </Table>
    );
}
