import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Cluster } from '@/api/types';
import { Problem } from '@/ui/Problem';
import { useActing } from '@/shell/session';
import { readText } from './text_file';
import { YamlText } from './YamlText';

/** Exactly what Kontor may do in the cluster, as a table and as what kubectl would apply. */
export function ClusterRights({ cluster }: { cluster: Cluster }) {
    const { t } = useLingui();
    const [isYaml, setYaml] = useState(false);
    if (cluster.rights.length === 0) return null;
    return (
        <section aria-labelledby="rights">
            <Group justify="space-between" mb="sm">
                <Title order={2} id="rights">
                    <Trans>Kontor’s rights</Trans>
                </Title>
                <Button variant="default" size="xs" aria-expanded={isYaml} onClick={() => setYaml(!isYaml)}>
                    {isYaml ? <Trans>Show as a table</Trans> : <Trans>Show as YAML</Trans>}
                </Button>
            </Group>
            {isYaml ? (
                <RightsYaml cluster={cluster} />
            ) : (
                <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
                    <Table aria-label={t`Kontor’s rights`} verticalSpacing={6}>
                        <Table.Thead>
                            <Table.Tr>
                                <Table.Th>{t`Where`}</Table.Th>
                                <Table.Th>{t`What`}</Table.Th>
                                <Table.Th>{t`May`}</Table.Th>
                            </Table.Tr>
                        </Table.Thead>
                        <Table.Tbody>
                            {cluster.rights.map((right) => (
                                <Table.Tr
                                    key={`${right.namespace} ${right.resources.join()} ${right.verbs.join()}`}
                                >
                                    <Table.Td>{right.namespace ?? t`everywhere in the cluster`}</Table.Td>
                                    <Table.Td>
                                        {right.resources.join(', ')}
                                        {right.names.length > 0 && (
                                            <Text size="xs" c="dimmed">
                                                <Trans>only {right.names.join(', ')}</Trans>
                                            </Text>
                                        )}
                                    </Table.Td>
                                    <Table.Td>{right.verbs.join(', ')}</Table.Td>
                                </Table.Tr>
                            ))}
                        </Table.Tbody>
                    </Table>
                </Table.ScrollContainer>
            )}
        </section>
    );
}

function RightsYaml({ cluster }: { cluster: Cluster }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { data, error, refetch } = useQuery({
        queryKey: [organizationId, `/v1/clusters/${cluster.id}/rights.yaml`],
        queryFn: ({ queryKey, signal }) => readText(queryKey[1] as string, organizationId, signal),
    });
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    return (
        <>
            <Text size="sm" mb="xs" style={{ overflowWrap: 'anywhere' }}>
                <Trans>
                    Somebody who administers the cluster can apply it with <code>kubectl apply -f</code>; then
                    check the cluster here.
                </Trans>
            </Text>
            <YamlText
                label={t`Kontor’s rights`}
                text={data}
                fileName={`kontor-rights-${cluster.name}.yaml`}
            />
        </>
    );
}
