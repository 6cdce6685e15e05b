import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiQuery } from '@/api/query';
import type { CloudAccount, Cluster } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink, TextLink } from '@/ui/links';
import { onePage } from '@/ui/list_query';
import { useListState } from '@/ui/list_state';
import { Status } from '@/ui/Status';
import { type FoundCluster, foundIn } from './cloud_account';

/** The clusters in the projects of the account, each with the way to connect it or where it is. */
export function FoundClusters({ account }: { account: CloudAccount }) {
    const { t } = useLingui();
    const state = useListState('found_');
    const columns = useColumns(account);
    const wanted = state.get('q')?.toLowerCase();
    const project = state.get('project');
    const rows = foundIn(account).filter(
        (row) =>
            (!wanted || `${row.cluster.name} ${row.project.name}`.toLowerCase().includes(wanted)) &&
            (!project || row.project.id === project),
    );
    // Whom the cloud does not let in is told so above; what was found before stays.
    if (account.state !== 'ready' && account.projects.length === 0) return null;
    return (
        <section aria-labelledby="found">
            <Title order={2} id="found" mb="sm">
                <Trans>Clusters that were found</Trans>
            </Title>
            <DataTable
                name="found-clusters"
                prefix="found_"
                label={t`Clusters that were found`}
                columns={columns}
                query={onePage(rows)}
                rowId={(row) => row.cluster.id}
                search={t`Search clusters`}
                filters={[
                    {
                        id: 'project',
                        label: t`Project`,
                        options: account.projects.map((one) => ({
                            value: one.id,
                            label: one.name ?? one.id,
                        })),
                    },
                ]}
                empty={<NothingFound account={account} />}
            />
            <EmptyProjects account={account} />
        </section>
    );
}

function NothingFound({ account }: { account: CloudAccount }) {
    const { t } = useLingui();
    return (
        <EmptyState icon="server" title={t`No clusters were found`}>
            {account.projects.length === 0 ? (
                <Trans>The user may enter no project. Give the user a role in one, then check again.</Trans>
            ) : (
                <Trans>
                    The user may enter projects, but sees no cluster in the region {account.region}. Check the
                    region and the user’s rights.
                </Trans>
            )}
        </EmptyState>
    );
}

/** Projects are told too where they have no clusters: one looks for the cluster that is missing. */
function EmptyProjects({ account }: { account: CloudAccount }) {
    const empty = account.projects.filter((one) => one.clusters.length === 0);
    if (empty.length === 0) return null;
    const names = empty.map((one) => one.name ?? one.id).join(', ');
    return (
        <Text size="sm" c="dimmed" mt="sm" style={{ overflowWrap: 'anywhere' }}>
            <Trans>Projects without a cluster that the user sees: {names}</Trans>
        </Text>
    );
}

function useColumns(account: CloudAccount): Column<FoundCluster>[] {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const clusters = useQuery(
        apiQuery('/v1/clusters', { query: { limit: 200 }, organization: organizationId }),
    ).data?.items;
    return useMemo(
        () => [
            {
                id: 'name',
                header: t`Cluster`,
                cell: (row) => <span style={{ fontWeight: 500 }}>{row.cluster.name}</span>,
                value: (row) => row.cluster.name,
            },
            {
                id: 'project',
                header: t`Project`,
                value: (row) => row.project.name ?? row.project.id,
            },
            {
                id: 'version',
                header: t`Version`,
                cell: (row) => row.cluster.version ?? '–',
                value: (row) => row.cluster.version,
            },
            {
                id: 'phase',
                header: t`State in the cloud`,
                cell: (row) => <span lang="en">{row.cluster.phase ?? '–'}</span>,
                value: (row) => row.cluster.phase,
            },
            {
                id: 'address',
                header: t`Address from outside`,
                value: (row) => (row.cluster.is_reachable ? t`yes` : t`no`),
            },
            {
                id: 'connection',
                header: t`Connection`,
                cell: (row) => <Connection account={account} found={row} clusters={clusters} />,
            },
        ],
        [t, account, clusters],
    );
}

/** Where the cluster is connected already, or the way to it, or what stands in the way. */
function Connection(props: { account: CloudAccount; found: FoundCluster; clusters: Cluster[] | undefined }) {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const { account, clusters } = props;
    const { cluster, project } = props.found;
    if (!clusters) return null;
    const connected = clusters.find((one) => one.provider_cluster_id === cluster.id);
    if (connected)
        return (
            <Group gap="xs">
                <TextLink
                    to="/o/$organizationId/clusters/$clusterId"
                    params={{ organizationId, clusterId: connected.id }}
                >
                    {connected.name}
                </TextLink>
                <Status state={connected.state} />
            </Group>
        );
    if (cluster.phase !== 'Available') return <Hint>{t`It can be connected once it is Available.`}</Hint>;
    if (!may('purchase')) return <Hint>{t`not connected`}</Hint>;
    return (
        <>
            <ButtonLink
                to="/o/$organizationId/clusters/new"
                params={{ organizationId }}
                search={{
                    cloud_account_id: account.id,
                    project_id: project.id,
                    provider_cluster_id: cluster.id,
                }}
                size="compact-sm"
                variant="default"
                aria-label={t`Connect ${cluster.name ?? cluster.id}`}
            >
                <Trans>Connect</Trans>
            </ButtonLink>
            {!cluster.is_reachable && (
                <Hint>{t`Without an address from outside this works only where the marketplace is in the same network.`}</Hint>
            )}
        </>
    );
}

const Hint = ({ children }: { children: string }) => (
    <Text size="xs" c="dimmed">
        {children}
    </Text>
);
