import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readText } from '@/api/text';
import type { Cluster } from '@/api/types';
import type { Column } from '@/ui/DataTable';
import { DataTableRows } from '@/ui/DataTableRows';
import { Problem } from '@/ui/Problem';
import { useActing } from '@/shell/session';
import { YamlText } from './YamlText';

type Right = Pick<Cluster['rights'][number], 'resources' | 'names' | 'verbs'> & {
    id: string;
    namespaces: string[]; // none: the whole cluster
};

/** The same right in several namespaces is told once. */
function grouped(rights: Cluster['rights']): Right[] {
    const rows = new Map<string, Right>();
    for (const { namespace, resources, names, verbs } of rights) {
        const id = JSON.stringify([!namespace, resources, names, verbs]);
        const row = rows.get(id) ?? { id, resources, names, verbs, namespaces: [] };
        rows.set(id, row);
        if (namespace) row.namespaces.push(namespace);
    }
    return [...rows.values()];
}

/** Exactly what Kontor may do in the cluster, as a table and as what kubectl would apply. */
export function ClusterRights({ cluster }: { cluster: Cluster }) {
    const { t } = useLingui();
    const [isYaml, setYaml] = useState(false);
    const columns: Column<Right>[] = [
        {
            id: 'where',
            header: t`Where`,
            cell: (row) => row.namespaces.join(', ') || t`everywhere in the cluster`,
        },
        {
            id: 'what',
            header: t`What`,
            cell: (row) => (
                <>
                    {row.resources.join(', ')}
                    {row.names.length > 0 && (
                        <Text size="xs" c="dimmed">
                            <Trans>only {row.names.join(', ')}</Trans>
                        </Text>
                    )}
                </>
            ),
        },
        { id: 'may', header: t`May`, cell: (row) => row.verbs.join(', ') },
    ];
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
                <DataTableRows
                    label={t`Kontor’s rights`}
                    columns={columns}
                    rows={grouped(cluster.rights)}
                    rowId={(row) => row.id}
                    sorting={undefined}
                    onSort={() => undefined}
                />
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
