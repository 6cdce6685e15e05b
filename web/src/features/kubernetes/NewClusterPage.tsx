import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { useActing } from '@/shell/session';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { fieldsOf, kubeconfigFaults, namespacesIn } from './cluster';
import { KubeconfigFaults, KubeconfigField, KubeconfigRules } from './KubeconfigField';

interface Values {
    name: string;
    kubeconfig: string;
    context: string;
    namespaces: string;
    may_read_cluster: boolean;
}

function useAddCluster() {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    return useMutation({
        mutationFn: async ({ name, kubeconfig, context, namespaces, may_read_cluster }: Values) =>
            bodyOf(
                await client.POST('/v1/clusters', {
                    headers: forOrganization(organizationId),
                    body: {
                        name: name.trim(),
                        kubeconfig,
                        ...(context.trim() ? { context: context.trim() } : {}),
                        namespaces: namespacesIn(namespaces),
                        may_read_cluster,
                    },
                }),
            ),
        onSuccess: async ({ id }) => {
            await forget(queries, '/v1/clusters');
            await navigate({
                to: '/o/$organizationId/clusters/$clusterId',
                params: { organizationId, clusterId: id },
            });
        },
    });
}

/** Adds a cluster by the kubeconfig of somebody who administers it. */
export function NewClusterPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const texts = useProblemTexts();
    const add = useAddCluster();
    const form = useForm<Values>({
        initialValues: { name: '', kubeconfig: '', context: '', namespaces: '', may_read_cluster: true },
        validate: {
            name: (value) => (value.trim() ? null : t`Enter a name.`),
            kubeconfig: (value) => (value.trim() ? null : t`Paste a kubeconfig or choose a file.`),
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
                title={t`Add a cluster`}
                crumbs={[
                    {
                        label: t`Clusters`,
                        link: { to: '/o/$organizationId/clusters', params: { organizationId } },
                    },
                ]}
            />
            <form noValidate onSubmit={form.onSubmit((values) => add.mutate(values, { onError: refuse }))}>
                <Stack gap="lg" maw={760}>
                    {faults.length > 0 ? <KubeconfigFaults faults={faults} /> : <Problem error={add.error} />}
                    <TextInput
                        name="name"
                        label={t`Name`}
                        description={t`How your colleagues find it: “production”, for example.`}
                        required
                        maxLength={100}
                        maw={420}
                        {...form.getInputProps('name')}
                    />
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
                            <Trans>Add the cluster</Trans>
                        </Button>
                        <ButtonLink
                            to="/o/$organizationId/clusters"
                            params={{ organizationId }}
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
