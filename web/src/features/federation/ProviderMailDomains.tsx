import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '@/api/client';
import type { IdentityProvider } from '@/api/types';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Status } from '@/ui/Status';
import { useProviderCall, useShutOut } from './identity_provider';

type MailDomain = IdentityProvider['mail_domains'][number];

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
    const [removed, setRemoved] = useState<MailDomain | null>(null);
    return (
        <>
            <Table aria-label={t`Mail domains`}>
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th>{t`Mail domain`}</Table.Th>
                        <Table.Th>{t`State`}</Table.Th>
                        {isOwner && <Table.Th>{t`Action`}</Table.Th>}
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {provider.mail_domains.map((domain) => (
                        <Table.Tr key={domain.id}>
                            <Table.Td style={{ overflowWrap: 'anywhere' }}>{domain.domain}</Table.Td>
                            <Table.Td>
                                <Status state={domain.confirmed_at ? 'confirmed' : 'pending'} />
                            </Table.Td>
                            {isOwner && (
                                <Table.Td>
                                    <Button
                                        size="compact-xs"
                                        variant="default"
                                        aria-label={t`Remove ${domain.domain}`}
                                        onClick={() => setRemoved(domain)}
                                    >
                                        <Trans>Remove</Trans>
                                    </Button>
                                </Table.Td>
                            )}
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
            {removed && (
                <RemoveDomain provider={provider} domain={removed} onClose={() => setRemoved(null)} />
            )}
        </>
    );
}

function RemoveDomain(props: { provider: IdentityProvider; domain: MailDomain; onClose: () => void }) {
    const { t } = useLingui();
    const { id, domain } = props.domain;
    const { call, done } = useProviderCall(props.provider);
    const shutOut = useShutOut();
    return (
        <ConfirmMoney
            opened
            onClose={props.onClose}
            title={t`Remove ${domain}?`}
            confirm={
                shutOut.isConfirmed
                    ? t`Remove it although somebody cannot sign in any more`
                    : t`Yes, remove the mail domain`
            }
            keep={t`No, keep it`}
            run={() =>
                client.DELETE('/v1/identity-providers/{id}/mail-domains/{domain_id}', {
                    ...call,
                    params: {
                        path: { id: props.provider.id, domain_id: id },
                        query: { is_confirmed: shutOut.isConfirmed },
                    },
                })
            }
            onError={shutOut.onError}
            onDone={done}
        >
            <Text>
                <Trans>
                    Whoever is linked to the provider still signs in by it. Others with such an address are
                    not shown it any more, and the operator has to confirm the domain anew if you add it
                    again.
                </Trans>
            </Text>
        </ConfirmMoney>
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
