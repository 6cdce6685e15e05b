import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Code, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { client } from '@/api/client';
import type { IdentityProvider } from '@/api/types';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { CopyField } from '@/ui/CopyField';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Day, Time } from '@/ui/Time';
import { ChangeIdentityProvider } from './ChangeIdentityProvider';
import { CloudAccessTable } from './CloudAccessTable';
import { cloudValues } from './CloudFields';
import { useIdentityProvider, useIsOwner, useProviderCall, useShutOut } from './identity_provider';
import { stateOf } from './IdentityProvidersPage';
import { ProviderMailDomains } from './ProviderMailDomains';

/** One identity provider: whether it answers, what to tell it, and whose addresses it vouches for. */
export function IdentityProviderPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { providerId } = useParams({ strict: false }) as { providerId: string };
    const isOwner = useIsOwner();
    const query = useIdentityProvider(providerId);
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.name}
                crumbs={[
                    {
                        label: t`Identity providers`,
                        link: { to: '/o/$organizationId/identity-providers', params: { organizationId } },
                    },
                ]}
                status={<Status state={stateOf(data)} />}
                description={data.address}
                actions={isOwner && <Actions provider={data} />}
            />
            <Stack gap={32} maw={920}>
                {data.state === 'failed' && data.problem && (
                    <Alert
                        color="red"
                        icon={<Icon name="alert" />}
                        title={t`It cannot be used yet`}
                        role="alert"
                    >
                        {data.problem}
                    </Alert>
                )}
                {data.is_platform ? null : <ProviderMailDomains provider={data} isOwner={isOwner} />}
                <Addresses provider={data} />
                <ProviderFacts provider={data} />
                {data.kind === 'keystone' && <CloudAccessTable />}
            </Stack>
        </>
    );
}

function Actions({ provider }: { provider: IdentityProvider }) {
    const { call, done } = useProviderCall(provider);
    const [opened, setOpened] = useState<'change' | 'removal' | null>(null);
    const check = useMutation({
        mutationFn: () => client.POST('/v1/identity-providers/{id}/check', call),
        onSettled: done,
    });
    return (
        <>
            <Problem error={check.error} />
            <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
                <Trans>Test</Trans>
            </Button>
            <Button variant="default" onClick={() => setOpened('change')}>
                <Trans>Change</Trans>
            </Button>
            <Button variant="default" onClick={() => setOpened('removal')}>
                <Trans>Remove</Trans>
            </Button>
            {opened === 'change' && (
                <ChangeIdentityProvider provider={provider} onClose={() => setOpened(null)} />
            )}
            {opened === 'removal' && (
                <RemoveIdentityProvider provider={provider} onClose={() => setOpened(null)} />
            )}
        </>
    );
}

function RemoveIdentityProvider({ provider, onClose }: { provider: IdentityProvider; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { call, done } = useProviderCall(provider);
    const navigate = useNavigate();
    const shutOut = useShutOut();
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Remove ${provider.name}?`}
            confirm={
                shutOut.isConfirmed
                    ? t`Remove it although somebody cannot sign in any more`
                    : t`Yes, remove the identity provider`
            }
            keep={t`No, keep it`}
            run={() =>
                client.DELETE('/v1/identity-providers/{id}', {
                    ...call,
                    params: { ...call.params, query: { is_confirmed: shutOut.isConfirmed } },
                })
            }
            onError={shutOut.onError}
            onDone={() => {
                void done();
                void navigate({
                    to: '/o/$organizationId/identity-providers',
                    params: { organizationId },
                });
            }}
        >
            <Text>
                <Plural
                    value={provider.people}
                    _0="Nobody is linked to it."
                    one="One person is linked to it and signs in by password from then on; that session ends."
                    other="# people are linked to it and sign in by password from then on; those sessions end."
                />
            </Text>
        </ConfirmMoney>
    );
}

function Addresses({ provider }: { provider: IdentityProvider }) {
    const { t } = useLingui();
    return (
        <section aria-labelledby="addresses">
            <Title order={2} id="addresses" mb="sm">
                <Trans>Addresses</Trans>
            </Title>
            <Stack>
                {provider.kind === 'openid' && <OpenidAddresses provider={provider} />}
                <CopyField
                    label={t`Link to sign in`}
                    description={t`For your intranet: shows the button of this provider to everybody who follows it.`}
                    value={`${window.location.origin}${provider.kind === 'keystone' ? '/sign-in/cloud' : '/sign-in'}?provider=${provider.id}`}
                />
            </Stack>
        </section>
    );
}

function OpenidAddresses({ provider }: { provider: IdentityProvider }) {
    const { t } = useLingui();
    return (
        <>
            <CopyField
                label={t`Redirect address`}
                description={t`To be allowed at the provider.`}
                value={provider.redirect_url ?? ''}
            />
            <CopyField
                label={t`Back-channel logout`}
                description={t`Where the provider tells that somebody has signed out there; then the session here ends.`}
                value={provider.back_channel_logout_url ?? ''}
            />
        </>
    );
}

function ProviderFacts({ provider }: { provider: IdentityProvider }) {
    const { t } = useLingui();
    const { required_role, required_from } = cloudValues(provider);
    const own: [string, ReactNode][] =
        provider.kind === 'openid'
            ? [
                  [t`Issuer`, <Code key="issuer">{provider.address}</Code>],
                  [t`Client id`, <Code key="client">{provider.client_id}</Code>],
                  [t`Client secret`, provider.has_secret ? t`stored, never shown` : t`none`],
              ]
            : [
                  [t`Identity service`, <Code key="address">{provider.address}</Code>],
                  [t`Required role`, required_role || t`none`],
                  [t`Required from`, required_role && required_from && <Day value={required_from} />],
              ];
    return (
        <section aria-labelledby="facts">
            <Title order={2} id="facts" mb="sm">
                <Trans>Facts</Trans>
            </Title>
            <Facts
                facts={[
                    ...own,
                    [t`For everybody`, provider.is_platform && t`yes`],
                    [t`Make new members`, provider.creates_users && t`yes`],
                    [t`People`, String(provider.people)],
                    [t`Last tested`, provider.checked_at && <Time value={provider.checked_at} exact />],
                    [t`Added`, <Time key="added" value={provider.created_at} exact />],
                ]}
            />
        </section>
    );
}
