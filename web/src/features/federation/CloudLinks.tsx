import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { CloudLink } from '@/api/types';
import { useActing, useSession } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { CopyField } from '@/ui/CopyField';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { CloudShadows } from './CloudShadows';
import { useSignInMethods } from './sign_in_methods';

const LINKS = '/v1/organization/cloud-links';
const WHILE = 2_000; // milliseconds between two questions while a job looks at a cloud

const differs = ({ shadows }: CloudLink) => shadows.some(({ state }) => state !== 'ok' && state !== 'wanted');

const useCall = (link: CloudLink) => {
    const { organizationId } = useActing();
    return { params: { path: { id: link.id } }, headers: forOrganization(organizationId) };
};

/** The clouds in which members have users of their own, for the owner; nothing where there is no cloud. */
export function CloudLinks() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const clouds = useSignInMethods(useSession()?.user?.email ?? '').filter(
        ({ kind }) => kind === 'keystone',
    );
    const query = useInfiniteQuery({
        ...apiList(LINKS, { organization: organizationId }),
        refetchInterval: ({ state }) =>
            state.data?.pages.some(({ items }) => items.some(({ is_checking }) => is_checking))
                ? WHILE
                : false,
    });
    const links = query.data?.pages.flatMap((page) => page.items) ?? [];
    const add = useMutation({
        mutationFn: (provider_id: string) =>
            client.POST(LINKS, { headers: forOrganization(organizationId), body: { provider_id } }),
        onSuccess: () => forget(queries, LINKS),
    });
    if (!clouds.length && !links.length) return null;
    return (
        <section aria-labelledby="cloud-links">
            <Title order={2} id="cloud-links" mt="xl" mb={4}>
                <Trans>Linked clouds</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    In a linked domain each member with a role has a user, whose name begins with
                    marketplace_. Whoever administers the domain agrees once, by a link that you send.
                </Trans>
            </Text>
            <Stack>
                <Problem error={query.error ?? add.error} />
                {links.map((link) => (
                    <Linked key={link.id} link={link} />
                ))}
                <Group gap="xs">
                    {clouds.map((cloud) => (
                        <Button
                            key={cloud.id}
                            variant="default"
                            loading={add.isPending && add.variables === cloud.id}
                            onClick={() => add.mutate(cloud.id)}
                        >
                            {t`Link a domain of ${cloud.name}`}
                        </Button>
                    ))}
                </Group>
            </Stack>
        </section>
    );
}

function useStateText() {
    const { t } = useLingui();
    return (link: CloudLink): [text: string, color: string] => {
        if (link.state === 'linked')
            return differs(link) ? [t`Linked, with differences`, 'yellow'] : [t`Linked`, 'green'];
        if (link.state === 'lost') return [t`Lost`, 'red'];
        if (link.state === 'asked') return [t`Waits for consent`, 'yellow'];
        return link.state === 'answered' ? [t`Being linked`, 'yellow'] : [t`Being unlinked`, 'yellow'];
    };
}

function Linked({ link }: { link: CloudLink }) {
    const { t } = useLingui();
    const [text, color] = useStateText()(link);
    const name = link.domain_name ?? link.provider_name ?? '';
    return (
        <Card withBorder component="article" aria-label={name}>
            <Stack gap="sm">
                <Group justify="space-between">
                    <Title order={3}>{name}</Title>
                    <Badge variant="outline" color={color} c="inherit">
                        {text}
                    </Badge>
                </Group>
                <Facts
                    facts={[
                        [t`Cloud`, link.provider_name],
                        [t`Consented by`, link.consented_by],
                        [t`On`, link.consented_at && <Time value={link.consented_at} exact />],
                        [t`Last looked at`, link.checked_at && <Time value={link.checked_at} />],
                    ]}
                />
                {link.problem && (
                    <Alert color="yellow" icon={<Icon name="alert" />} role="status">
                        {link.problem}
                    </Alert>
                )}
                <Consent link={link} />
                {link.shadows.length > 0 && <CloudShadows shadows={link.shadows} name={name} />}
                <Actions link={link} name={name} />
            </Stack>
        </Card>
    );
}

function Consent({ link }: { link: CloudLink }) {
    const { t } = useLingui();
    const queries = useQueryClient();
    const call = useCall(link);
    const renew = useMutation({
        mutationFn: () => client.POST('/v1/organization/cloud-links/{id}/consent-link', call),
        onSuccess: () => forget(queries, LINKS),
    });
    if (link.state !== 'asked' && link.state !== 'lost') return null;
    return (
        <>
            {link.consent_url && (
                <CopyField
                    label={t`Link for who administers the domain`}
                    description={t`Whoever opens it signs in to the cloud there and agrees. It is good for a day, and once.`}
                    value={link.consent_url}
                />
            )}
            <Problem error={renew.error} />
            <Group>
                <Button
                    size="compact-sm"
                    variant="default"
                    loading={renew.isPending}
                    onClick={() => renew.mutate()}
                >
                    <Trans>New link</Trans>
                </Button>
            </Group>
        </>
    );
}

function Actions({ link, name }: { link: CloudLink; name: string }) {
    const { t } = useLingui();
    const queries = useQueryClient();
    const call = useCall(link);
    const [asked, setAsked] = useState(false);
    const act = useMutation({
        mutationFn: (what: 'check' | 'repair') =>
            client.POST(`/v1/organization/cloud-links/{id}/${what}`, call),
        onSuccess: () => forget(queries, LINKS),
    });
    if (link.state === 'removing') return null;
    return (
        <>
            <Problem error={act.error} />
            <Group gap="xs">
                {link.state === 'linked' && (
                    <Button size="compact-sm" variant="default" onClick={() => act.mutate('check')}>
                        <Trans>Check now</Trans>
                    </Button>
                )}
                {link.state === 'linked' && differs(link) && (
                    <Button size="compact-sm" onClick={() => act.mutate('repair')}>
                        <Trans>Repair</Trans>
                    </Button>
                )}
                <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t`Unlink ${name}`}
                    onClick={() => setAsked(true)}
                >
                    <Trans>Unlink</Trans>
                </Button>
            </Group>
            <ConfirmMoney
                opened={asked}
                onClose={() => setAsked(false)}
                title={t`Unlink ${name}?`}
                confirm={t`Yes, unlink it`}
                keep={t`No, keep it`}
                run={() => client.DELETE('/v1/organization/cloud-links/{id}', call)}
                onDone={() => forget(queries, LINKS)}
            >
                <Text>
                    <Trans>
                        The users and the group that the marketplace made there are removed. If the cloud lets
                        it in no more, they stay: remove there what begins with marketplace_.
                    </Trans>
                </Text>
            </ConfirmMoney>
        </>
    );
}
