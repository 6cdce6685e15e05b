import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, List, PasswordInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { EgressAddresses } from '@/features/organizations/EgressAddresses';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';

const EMPTY = { name: '', url: '', region: '', domain: '', user_name: '', password: '', ca: '' };

function useAddCloudAccount() {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    return useMutation({
        mutationFn: async ({ password, ca, ...values }: typeof EMPTY) => {
            const trimmed = Object.fromEntries(
                Object.entries(values).map(([field, value]) => [field, value.trim()]),
            ) as Omit<typeof EMPTY, 'password' | 'ca'>;
            return bodyOf(
                await client.POST('/v1/cloud-accounts', {
                    headers: forOrganization(organizationId),
                    body: { ...trimmed, password, ...(ca.trim() ? { ca } : {}) },
                }),
            );
        },
        onSuccess: async ({ id }) => {
            await forget(queries, '/v1/cloud-accounts');
            await navigate({
                to: '/o/$organizationId/cloud-accounts/$cloudAccountId',
                params: { organizationId, cloudAccountId: id },
            });
        },
    });
}

/** Adds an account with a cloud, in which Kontor then looks for clusters. */
export function NewCloudAccountPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const texts = useProblemTexts();
    const add = useAddCloudAccount();
    const needed = (sentence: string) => (value: string) => (value.trim() ? null : sentence);
    const form = useForm({
        initialValues: EMPTY,
        validate: {
            name: needed(t`Enter a name.`),
            url: needed(t`Enter the address of the identity service.`),
            region: needed(t`Enter the region.`),
            domain: needed(t`Enter the domain.`),
            user_name: needed(t`Enter the user name.`),
            password: (value) => (value ? null : t`Enter the password.`),
        },
    });
    const field = (name: keyof typeof EMPTY) => ({ name, ...form.getInputProps(name) });
    return (
        <>
            <PageHeader
                title={t`Add a cloud account`}
                crumbs={[
                    {
                        label: t`Cloud accounts`,
                        link: { to: '/o/$organizationId/cloud-accounts', params: { organizationId } },
                    },
                ]}
            />
            <form
                noValidate
                onSubmit={form.onSubmit((values) =>
                    add.mutate(values, { onError: (error) => form.setErrors(texts.fields(error)) }),
                )}
            >
                <Stack gap="lg" maw={560}>
                    <Problem error={add.error} />
                    <EgressAddresses />
                    <TextInput
                        label={t`Name`}
                        description={t`How your colleagues find it: “our cloud”, for example.`}
                        required
                        maxLength={80}
                        {...field('name')}
                    />
                    <TextInput
                        label={t`Address of the identity service`}
                        description={t`Keystone v3, as your cloud’s documentation names it.`}
                        placeholder="https://iam.example.org/v3"
                        required
                        inputMode="url"
                        autoComplete="off"
                        {...field('url')}
                    />
                    <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
                        <TextInput
                            label={t`Region`}
                            placeholder="eu-de"
                            required
                            miw={200}
                            autoComplete="off"
                            {...field('region')}
                        />
                        <TextInput
                            label={t`Domain`}
                            description={t`The account’s own name in the cloud.`}
                            inputWrapperOrder={['label', 'input', 'description', 'error']}
                            required
                            miw={200}
                            autoComplete="off"
                            {...field('domain')}
                        />
                    </Group>
                    <WhatForCredential />
                    <TextInput label={t`User name`} required autoComplete="off" {...field('user_name')} />
                    <PasswordInput
                        label={t`Password`}
                        required
                        autoComplete="new-password"
                        visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the password` }}
                        {...field('password')}
                    />
                    <Textarea
                        label={t`Certificate authority`}
                        description={t`PEM, if the cloud has an authority of its own. Leave it empty otherwise.`}
                        placeholder="-----BEGIN CERTIFICATE-----"
                        autosize
                        minRows={2}
                        maxRows={10}
                        spellCheck={false}
                        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                        {...field('ca')}
                    />
                    <Group gap="xs">
                        <Button type="submit" loading={add.isPending}>
                            <Trans>Add the cloud account</Trans>
                        </Button>
                        <ButtonLink
                            to="/o/$organizationId/cloud-accounts"
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

function WhatForCredential() {
    const { t } = useLingui();
    return (
        <Alert color="blue" icon={<Icon name="shield" />} title={t`What becomes of the password`}>
            <List size="sm" spacing={4}>
                <List.Item>
                    <Trans>
                        It is stored sealed, sent only to the identity service, and never shown again.
                    </Trans>
                </List.Item>
                <List.Item>
                    <Trans>
                        Kontor signs in with it to list projects and clusters, and for a certificate of the
                        cluster that you connect.
                    </Trans>
                </List.Item>
                <List.Item>
                    <Trans>
                        Give a user of its own for this, who may do no more than see clusters and get their
                        certificates.
                    </Trans>
                </List.Item>
            </List>
        </Alert>
    );
}
