import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { IdentityProvider } from '@/api/types';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Status } from '@/ui/Status';
import { useProviderCall } from './identity_provider';

/** For which mail addresses the provider may vouch, once the operator confirmed it. */
export function ProviderMailDomains({ provider, isOwner }: { provider: IdentityProvider; isOwner: boolean }) {
    return (
        <section aria-labelledby="mail-domains">
            <Title order={2} id="mail-domains" mb={4}>
                <Trans>Mail domains</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    Once the operator confirmed that a domain is yours, whoever types an address of it is
                    shown this provider, and members with such an address sign in by it without linking it
                    first.
                </Trans>
            </Text>
            <Stack>
                {provider.mail_domains.length > 0 && <Domains provider={provider} isOwner={isOwner} />}
                {isOwner && <NewDomain provider={provider} />}
            </Stack>
        </section>
    );
}

function Domains({ provider, isOwner }: { provider: IdentityProvider; isOwner: boolean }) {
    const { t } = useLingui();
    const { call, done } = useProviderCall(provider);
    const remove = useMutation({
        mutationFn: (domain_id: string) =>
            client.DELETE('/v1/identity-providers/{id}/mail-domains/{domain_id}', {
                ...call,
                params: { path: { id: provider.id, domain_id } },
            }),
        onSuccess: done,
    });
    return (
        <>
            <Problem error={remove.error} />
            <Table.ScrollContainer
                minWidth={420}
                scrollAreaProps={{
                    viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t`Mail domains` },
                }}
            >
                <Table aria-label={t`Mail domains`}>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Th>{t`Mail domain`}</Table.Th>
                            <Table.Th>{t`State`}</Table.Th>
                            {isOwner && <Table.Th>{t`Action`}</Table.Th>}
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        {provider.mail_domains.map(({ id, domain, confirmed_at }) => (
                            <Table.Tr key={id}>
                                <Table.Td>{domain}</Table.Td>
                                <Table.Td>
                                    <Status state={confirmed_at ? 'confirmed' : 'pending'} />
                                </Table.Td>
                                {isOwner && (
                                    <Table.Td>
                                        <Button
                                            size="compact-xs"
                                            variant="default"
                                            aria-label={t`Remove ${domain}`}
                                            loading={remove.isPending && remove.variables === id}
                                            onClick={() => remove.mutate(id)}
                                        >
                                            <Trans>Remove</Trans>
                                        </Button>
                                    </Table.Td>
                                )}
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            </Table.ScrollContainer>
        </>
    );
}

function NewDomain({ provider }: { provider: IdentityProvider }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { call, done } = useProviderCall(provider);
    const form = useForm({
        initialValues: { domain: '' },
        validate: { domain: (value) => (value.trim() ? null : t`Enter a mail domain.`) },
    });
    const add = useMutation({
        mutationFn: () =>
            client.POST('/v1/identity-providers/{id}/mail-domains', {
                ...call,
                body: { domain: form.values.domain.trim() },
            }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: () => {
            form.reset();
            return done();
        },
    });
    return (
        <form noValidate onSubmit={form.onSubmit(() => add.mutate())}>
            <Stack gap="xs">
                <Problem error={add.error} />
                <Group align="flex-end" gap="xs">
                    <TextInput
                        label={t`Mail domain`}
                        placeholder="example.com"
                        name="domain"
                        {...form.getInputProps('domain')}
                    />
                    <Button type="submit" variant="default" loading={add.isPending}>
                        <Trans>Add mail domain</Trans>
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}
