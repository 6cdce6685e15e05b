import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Loader, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '@/api/client';
import type { CloudAccount } from '@/api/types';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { ChangeCloudCredential } from './ChangeCloudCredential';
import { useCloudAccount, useCloudAccountCall } from './cloud_account';
import { FoundClusters } from './FoundClusters';
import { RemoveCloudAccount } from './RemoveCloudAccount';

/** One account with a cloud: whether Kontor gets in, and what it found there. */
export function CloudAccountPage() {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const { cloudAccountId } = useParams({ strict: false }) as { cloudAccountId: string };
    const query = useCloudAccount(cloudAccountId);
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.name}
                crumbs={[
                    {
                        label: t`Cloud accounts`,
                        link: { to: '/o/$organizationId/cloud-accounts', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
                description={data.url}
                actions={may('purchase') && <Actions account={data} />}
            />
            <Stack gap={32}>
                <Health account={data} />
                <FoundClusters account={data} />
                <CloudAccountFacts account={data} />
            </Stack>
        </>
    );
}

function Actions({ account }: { account: CloudAccount }) {
    const { t } = useLingui();
    const { call, done } = useCloudAccountCall(account.id);
    const [opened, setOpened] = useState<'credential' | 'removal' | null>(null);
    const close = () => setOpened(null);
    const check = useMutation({
        mutationFn: () => client.POST('/v1/cloud-accounts/{id}/check', call),
        onSuccess: async () => {
            void toast(t`Kontor looks for clusters; the page shows what it finds.`);
            await done();
        },
    });
    return (
        <>
            <Problem error={check.error} />
            <Button
                variant="default"
                leftSection={<Icon name="refresh" size={14} />}
                loading={check.isPending}
                onClick={() => check.mutate()}
            >
                <Trans>Check now</Trans>
            </Button>
            <Button variant="default" onClick={() => setOpened('credential')}>
                <Trans>Change the password…</Trans>
            </Button>
            <Button variant="default" onClick={() => setOpened('removal')}>
                <Trans>Remove…</Trans>
            </Button>
            {opened === 'credential' && <ChangeCloudCredential account={account} onClose={close} />}
            {opened === 'removal' && <RemoveCloudAccount account={account} onClose={close} />}
        </>
    );
}

/** What is wrong, or what is being done; nothing where all is well. */
function Health({ account }: { account: CloudAccount }) {
    const { t } = useLingui();
    if (account.state === 'checking')
        return (
            <Alert color="blue" icon={<Loader size={16} aria-hidden />} title={t`Looking`} role="status">
                <Trans>
                    Kontor signs in and looks for projects and clusters. This takes a few seconds; the page
                    follows.
                </Trans>
            </Alert>
        );
    if (account.state === 'ready') return null;
    const isRefused = account.state === 'refused';
    return (
        <Alert
            color="red"
            icon={<Icon name="alert" />}
            title={isRefused ? t`The cloud refuses Kontor` : t`The cloud cannot be reached`}
            role="alert"
        >
            <Text size="sm">{account.problem}</Text>
            <Text size="sm" mt={4}>
                {isRefused ? (
                    <Trans>
                        Change the password here, or correct the user’s domain and rights in the cloud and
                        check again.
                    </Trans>
                ) : (
                    <Trans>
                        Check again later. If the address is wrong, remove the account and add it with the
                        right one.
                    </Trans>
                )}{' '}
                <Trans>Clusters that are connected already go on working.</Trans>
            </Text>
        </Alert>
    );
}

function CloudAccountFacts({ account }: { account: CloudAccount }) {
    const { t } = useLingui();
    return (
        <section aria-label={t`About the account`}>
            <Facts
                facts={[
                    [t`Kind of cloud`, t`OpenStack with CCE`],
                    [t`Region`, account.region],
                    [t`Domain`, account.domain],
                    [t`User name`, account.user_name],
                    [t`Password`, t`stored sealed; nobody can read it`],
                    [t`Checked`, <Time key="checked" value={account.checked_at} />],
                    [t`Added`, <Time key="added" value={account.created_at} exact />],
                    [t`Account id`, <code key="id">{account.id}</code>],
                ]}
            />
        </section>
    );
}
