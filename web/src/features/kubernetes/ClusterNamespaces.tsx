import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client } from '@/api/client';
import type { Cluster } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { onePage } from '@/ui/list_query';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Status } from '@/ui/Status';
import { fieldsOf, kubeconfigFaults, namespacesIn, useClusterCall } from './cluster';
import { KubeconfigFaults, KubeconfigField } from './KubeconfigField';

type Namespace = Cluster['namespaces'][number];

/** Where Kontor may deploy, and what is in the way elsewhere. */
export function ClusterNamespaces({ cluster }: { cluster: Cluster }) {
    const { t } = useLingui();
    const { may } = useActing();
    const [isAdding, setAdding] = useState(false);
    const columns = useMemo<Column<Namespace>[]>(
        () => [
            { id: 'name', header: t`Namespace`, value: (row) => row.name },
            {
                id: 'state',
                header: t`State`,
                cell: (row) => <Status state={row.state} />,
                value: (row) => row.state,
            },
            {
                id: 'problem',
                header: t`Problem`,
                value: (row) => row.problem,
            },
        ],
        [t],
    );
    return (
        <section aria-labelledby="namespaces">
            <Title order={2} id="namespaces" mb="sm">
                <Trans>Namespaces</Trans>
            </Title>
            <DataTable
                name="namespaces"
                prefix="namespace_"
                label={t`Namespaces`}
                columns={columns}
                query={onePage(cluster.namespaces)}
                rowId={(row) => row.name}
                actions={
                    may('purchase') &&
                    cluster.state !== 'removed' && (
                        <Button
                            variant="default"
                            leftSection={<Icon name="plus" size={14} />}
                            onClick={() => setAdding(true)}
                        >
                            <Trans>Add namespaces</Trans>
                        </Button>
                    )
                }
                empty={<EmptyState icon="box" title={t`No namespaces`} />}
            />
            {isAdding && <AddNamespaces cluster={cluster} onClose={() => setAdding(false)} />}
        </section>
    );
}

function AddNamespaces({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { call, done } = useClusterCall(cluster.id);
    const form = useForm({
        initialValues: { namespaces: '', kubeconfig: '' },
        validate: {
            namespaces: (value) => (namespacesIn(value).length > 0 ? null : t`Name at least one namespace.`),
        },
    });
    const add = useMutation({
        mutationFn: ({ namespaces, kubeconfig }: typeof form.values) =>
            client.POST('/v1/clusters/{id}/namespaces', {
                ...call,
                body: {
                    namespaces: namespacesIn(namespaces),
                    ...(kubeconfig.trim() ? { kubeconfig } : {}),
                },
            }),
        onError: (error) => form.setErrors(fieldsOf(texts.fields(error))),
        onSuccess: async () => {
            await done();
            onClose();
        },
    });
    const faults = kubeconfigFaults(add.error);
    return (
        <Dialog size="lg" onClose={onClose} title={t`Add namespaces`}>
            <form noValidate onSubmit={form.onSubmit((values) => add.mutate(values))}>
                <Stack>
                    {faults.length > 0 ? <KubeconfigFaults faults={faults} /> : <Problem error={add.error} />}
                    <TextInput
                        name="namespaces"
                        label={t`Namespaces`}
                        description={t`Separated by spaces. Name a refused one again to try it again.`}
                        required
                        data-autofocus
                        autoComplete="off"
                        {...form.getInputProps('namespaces')}
                    />
                    {cluster.provider === 'openstack' && (
                        <Text size="sm">
                            <Trans>
                                Kontor gets a certificate for it from the cloud account, uses it once and
                                forgets it.
                            </Trans>
                        </Text>
                    )}
                    {cluster.provider === 'kubeconfig' && (
                        <>
                            <Text size="sm">
                                <Trans>
                                    Give a kubeconfig once more, and Kontor makes what it needs there. Or
                                    apply its rights yourself: the YAML stands below on the page, and the next
                                    check finds it.
                                </Trans>
                            </Text>
                            <KubeconfigField input={form.getInputProps('kubeconfig')} />
                        </>
                    )}
                    <Group justify="flex-end">
                        <Button type="submit" loading={add.isPending}>
                            <Trans>Add namespaces</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Dialog>
    );
}
