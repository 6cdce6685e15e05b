import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import type { CloudAccount } from '@/api/types';
import { EgressAddresses } from '@/features/organizations/EgressAddresses';
import { absence, NotFoundPage } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { type FoundCluster, foundIn, useCloudAccount } from './cloud_account';
import { fieldsOf, kubeconfigFaults, namespacesIn } from './cluster';
import { KubeconfigFaults, KubeconfigField, KubeconfigRules } from './KubeconfigField';

interface Values {
    name: string;
    kubeconfig: string;
    context: string;
    namespaces: string;
    may_read_cluster: boolean;
}

/** Where the cluster comes from, if not from a kubeconfig. */
type Source = FoundCluster & { account: CloudAccount };

function useAddCluster(source: Source | undefined) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    return useMutation({
        mutationFn: async ({ name, kubeconfig, context, namespaces, may_read_cluster }: Values) => {
            const from = source
                ? {
                      cloud_account_id: source.account.id,
                      project_id: source.project.id,
                      provider_cluster_id: source.cluster.id,
                  }
                : { kubeconfig, ...(context.trim() ? { context: context.trim() } : {}) };
            return bodyOf(
                await client.POST('/v1/clusters', {
                    headers: forOrganization(organizationId),
                    body: {
                        name: name.trim(),
                        ...from,
                        namespaces: namespacesIn(namespaces),
                        may_read_cluster,
                    },
                }),
            );
        },
        onSuccess: async ({ id }) => {
            await forget(queries, '/v1/clusters');
            await navigate({
                to: '/o/$organizationId/clusters/$clusterId',
                params: { organizationId, clusterId: id },
            });
        },
    });
}

/** Adds a cluster by the kubeconfig of somebody who administers it, or one that was found in a cloud. */
export function NewClusterPage() {
    const search = useSearch({ strict: false }) as Partial<
        Record<'cloud_account_id' | 'project_id' | 'provider_cluster_id', string>
    >;
    const account = useCloudAccount(search.cloud_account_id);
    if (!search.cloud_account_id) return <NewCluster />;
    const absent = absence(account);
    if (absent || !account.data) return absent;
    const found = foundIn(account.data).find(
        (one) => one.project.id === search.project_id && one.cluster.id === search.provider_cluster_id,
    );
    if (!found) return <NotFoundPage />;
    return <NewCluster source={{ ...found, account: account.data }} />;
}

function NewCluster({ source }: { source?: Source }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const texts = useProblemTexts();
    const add = useAddCluster(source);
    const form = useForm<Values>({
        initialValues: {
            name: source?.cluster.name ?? '',
            kubeconfig: '',
            context: '',
            namespaces: '',
            may_read_cluster: true,
        },
        validate: {
            name: (value) => (value.trim() ? null : t`Enter a name.`),
            kubeconfig: (value) => (source || value.trim() ? null : t`Paste a kubeconfig or choose a file.`),
            namespaces: (value) => (namespacesIn(value).length > 0 ? null : t`Name at least one namespace.`),
        },
    });
    const faults = kubeconfigFaults(add.error);
    const refuse = (error: Error) =>
        form.setErrors(
            kubeconfigFaults(error).length > 0
                ? { kubeconfig: t`See above what is wrong with it.` }
                : fieldsOf(texts.fields(error)),
        );
    return (
        <>
            <PageHeader
                title={source ? t`Connect a cluster` : t`Add a cluster`}
                crumbs={[
                    source
                        ? {
                              label: source.account.name,
                              link: {
                                  to: '/o/$organizationId/cloud-accounts/$cloudAccountId',
                                  params: { organizationId, cloudAccountId: source.account.id },
                              },
                          }
                        : {
                              label: t`Clusters`,
                              link: { to: '/o/$organizationId/clusters', params: { organizationId } },
                          },
                ]}
            />
            <form noValidate onSubmit={form.onSubmit((values) => add.mutate(values, { onError: refuse }))}>
                <Stack gap="lg" maw={760}>
                    {faults.length > 0 ? <KubeconfigFaults faults={faults} /> : <Problem error={add.error} />}
                    <EgressAddresses />
                    <TextInput
                        name="name"
                        label={t`Name`}
                        description={t`How your colleagues find it: “production”, for example.`}
                        required
                        maxLength={80}
                        maw={420}
                        {...form.getInputProps('name')}
                    />
                    {source ? (
                        <FromCloud source={source} />
                    ) : (
                        <>
                            <KubeconfigRules />
                            <KubeconfigField required input={form.getInputProps('kubeconfig')} />
                            <TextInput
                                name="context"
                                label={t`Context`}
                                description={t`Leave it empty to use the current one.`}
                                maw={420}
                                autoComplete="off"
                                {...form.getInputProps('context')}
                            />
                        </>
                    )}
                    <TextInput
                        name="namespaces"
                        label={t`Namespaces`}
                        description={t`Where products may be deployed, separated by spaces. Those that are missing are made.`}
                        placeholder="shop tools"
                        required
                        maw={420}
                        autoComplete="off"
                        {...form.getInputProps('namespaces')}
                    />
                    <RightsInWords mayRead={form.values.may_read_cluster}>
                        <Checkbox
                            label={t`Kontor may see nodes, storage classes and ingress classes`}
                            description={t`Without it, free capacity is not known, and a check before deploying finds less.`}
                            {...form.getInputProps('may_read_cluster', { type: 'checkbox' })}
                        />
                    </RightsInWords>
                    <Group gap="xs">
                        <Button type="submit" loading={add.isPending}>
                            {source ? <Trans>Connect the cluster</Trans> : <Trans>Add the cluster</Trans>}
                        </Button>
                        <ButtonLink
                            {...(source
                                ? {
                                      to: '/o/$organizationId/cloud-accounts/$cloudAccountId',
                                      params: { organizationId, cloudAccountId: source.account.id },
                                  }
                                : { to: '/o/$organizationId/clusters', params: { organizationId } })}
                            variant="default"
                        >
                            <Trans>Back</Trans>
                        </ButtonLink>
                    </Group>
                </Stack>
            </form>
        </>
    );
}

function FromCloud({ source }: { source: Source }) {
    const { t } = useLingui();
    const { account, project, cluster } = source;
    const clusterName = cluster.name ?? cluster.id;
    const projectName = project.name ?? project.id;
    return (
        <Alert
            color="blue"
            icon={<Icon name="shield" />}
            title={t`${clusterName} in the project ${projectName}`}
        >
            <Text size="sm">
                <Trans>
                    Kontor gets an administrator’s certificate for it, valid for a day, from {account.name},
                    and makes accounts of its own in the namespaces you name. Then the certificate is
                    forgotten, also if that fails.
                </Trans>
            </Text>
        </Alert>
    );
}

function RightsInWords({ mayRead, children }: { mayRead: boolean; children: ReactNode }) {
    return (
        <Stack gap="xs" component="section" aria-labelledby="rights">
            <Text fw={600} id="rights">
                <Trans>What Kontor may do then</Trans>
            </Text>
            <Text size="sm">
                <Trans>
                    In the named namespaces: make, change and remove what charts consist of (deployments,
                    pods, services, volumes, secrets, ingresses, jobs, roles), and read events, logs and
                    quotas. In no other namespace anything.
                </Trans>
            </Text>
            <Text size="sm">
                {mayRead ? (
                    <Trans>
                        Everywhere in the cluster: list nodes, namespaces, pods, storage classes, ingress
                        classes and resource definitions, in order to know what is free. For that Kontor has a
                        namespace of its own; nothing else is changed there.
                    </Trans>
                ) : (
                    <Trans>Everywhere else in the cluster: nothing.</Trans>
                )}
            </Text>
            {children}
            <Text size="sm" c="dimmed">
                <Trans>
                    The page of the cluster lists each right, also as YAML that you can compare with what is
                    in the cluster.
                </Trans>
            </Text>
        </Stack>
    );
}
