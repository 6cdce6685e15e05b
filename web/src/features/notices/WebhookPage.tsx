import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { bodyOf, client } from '@/api/client';
import type { Webhook } from '@/api/types';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { ChangeWebhook } from './ChangeWebhook';
import { Deliveries } from './Deliveries';
import { useWebhook, useWebhookCall } from './webhook';
import { WebhookSecret } from './WebhookSecret';
import { healthOf } from './WebhooksPage';

/** One webhook: how it is, and what was sent to it. */
export function WebhookPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { webhookId } = useParams({ strict: false }) as { webhookId: string };
    const query = useWebhook(webhookId);
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.name}
                crumbs={[
                    {
                        label: t`Webhooks`,
                        link: { to: '/o/$organizationId/webhooks', params: { organizationId } },
                    },
                ]}
                status={<Status state={healthOf(data)} />}
                description={data.url}
                actions={<Actions webhook={data} />}
            />
            <Stack gap={32}>
                <Health webhook={data} />
                <Deliveries webhook={data} />
                <WebhookFacts webhook={data} />
            </Stack>
        </>
    );
}

function Health({ webhook }: { webhook: Webhook }) {
    const { t } = useLingui();
    if (webhook.state === 'paused')
        return (
            <Alert color="red" icon={<Icon name="alert" />} title={t`Paused`} role="alert">
                <Text size="sm">
                    <Trans>
                        It failed for days, or its address said that it is gone. Nothing is sent until
                        somebody switches it on again.
                    </Trans>
                </Text>
            </Alert>
        );
    if (webhook.state === 'active' && webhook.failing_since)
        return (
            <Alert color="yellow" icon={<Icon name="alert" />} title={t`Events do not arrive`} role="status">
                <Text size="sm">
                    <Trans>
                        The first one that failed was sent <Time value={webhook.failing_since} />. Each is
                        tried for two days; after three days without success the webhook is paused.
                    </Trans>
                </Text>
            </Alert>
        );
    return null;
}

type Opened = 'change' | 'secret' | 'removal' | null;

function Actions({ webhook }: { webhook: Webhook }) {
    const { t } = useLingui();
    const { call, done } = useWebhookCall(webhook);
    const [opened, setOpened] = useState<Opened>(null);
    const isActive = webhook.state === 'active';
    const test = useMutation({
        mutationFn: () => client.POST('/v1/webhooks/{id}/test', call),
        onSuccess: async () => {
            void toast(t`The test is on its way; the list shows what comes of it.`);
            await done();
        },
    });
    const turn = useMutation({
        mutationFn: () =>
            client.PATCH('/v1/webhooks/{id}', { ...call, body: { state: isActive ? 'off' : 'active' } }),
        onSettled: done,
    });
    return (
        <>
            <Problem error={test.error ?? turn.error} />
            {isActive && (
                <Button
                    leftSection={<Icon name="arrow" size={14} />}
                    loading={test.isPending}
                    onClick={() => test.mutate()}
                >
                    <Trans>Send a test</Trans>
                </Button>
            )}
            <Button
                variant={isActive ? 'default' : 'filled'}
                loading={turn.isPending}
                onClick={() => turn.mutate()}
            >
                {isActive ? t`Switch off` : t`Switch on`}
            </Button>
            <Button variant="default" onClick={() => setOpened('change')}>
                <Trans>Change…</Trans>
            </Button>
            <Button variant="default" onClick={() => setOpened('secret')}>
                <Trans>New secret…</Trans>
            </Button>
            <Button variant="default" onClick={() => setOpened('removal')}>
                <Trans>Remove…</Trans>
            </Button>
            {opened === 'change' && <ChangeWebhook webhook={webhook} onClose={() => setOpened(null)} />}
            <ChangeSecret webhook={webhook} opened={opened === 'secret'} onClose={() => setOpened(null)} />
            <RemoveWebhook webhook={webhook} opened={opened === 'removal'} onClose={() => setOpened(null)} />
        </>
    );
}

interface DialogProps {
    webhook: Webhook;
    opened: boolean;
    onClose: () => void;
}

function ChangeSecret({ webhook, opened, onClose }: DialogProps) {
    const { t } = useLingui();
    const { call, done } = useWebhookCall(webhook);
    const [secret, setSecret] = useState<string | null>(null);
    if (secret) return <WebhookSecret secret={secret} onClose={() => setSecret(null)} />;
    return (
        <ConfirmMoney
            opened={opened}
            onClose={onClose}
            title={t`Give ${webhook.name} another secret?`}
            confirm={t`Yes, make a new secret`}
            keep={t`No, keep it`}
            run={async () =>
                setSecret(bodyOf(await client.POST('/v1/webhooks/{id}/secret', call)).secret ?? null)
            }
            onDone={() => void done()}
        >
            <Text>
                <Trans>
                    For a day messages are signed with both secrets, so that your program can change over
                    without losing one. After that the present secret is worth nothing.
                </Trans>
            </Text>
        </ConfirmMoney>
    );
}

function RemoveWebhook({ webhook, opened, onClose }: DialogProps) {
    const { t } = useLingui();
    const navigate = useNavigate();
    const { organizationId } = useActing();
    const { call, done } = useWebhookCall(webhook);
    return (
        <ConfirmMoney
            opened={opened}
            onClose={onClose}
            title={t`Remove ${webhook.name}?`}
            confirm={t`Yes, remove the webhook`}
            keep={t`No, keep it`}
            run={() => client.DELETE('/v1/webhooks/{id}', call)}
            onDone={() => {
                void navigate({ to: '/o/$organizationId/webhooks', params: { organizationId } });
                void done();
            }}
        >
            <Text>
                <Trans>Nothing more is sent to it, and the list of its deliveries is removed too.</Trans>{' '}
                {webhook.waiting > 0 && (
                    <Plural
                        value={webhook.waiting}
                        one="One event that waits will never arrive."
                        other="# events that wait will never arrive."
                    />
                )}
            </Text>
        </ConfirmMoney>
    );
}

function WebhookFacts({ webhook }: { webhook: Webhook }) {
    const { t } = useLingui();
    return (
        <section aria-label={t`About the webhook`}>
            <Facts
                facts={[
                    [
                        t`Events`,
                        <span key="events">
                            {webhook.events.map((kind) => (
                                <Code key={kind} mr={6}>
                                    {kind}
                                </Code>
                            ))}
                        </span>,
                    ],
                    [t`Organizations`, webhook.all_organizations && t`all, as far as the operator sees them`],
                    [t`Secret`, t`stored sealed; nobody can read it`],
                    [
                        t`Former secret`,
                        webhook.former_until && (
                            <span key="former">
                                <Trans>
                                    signs too until <Time value={webhook.former_until} exact />
                                </Trans>
                            </span>
                        ),
                    ],
                    [t`Created`, <Time key="created" value={webhook.created_at} exact />],
                    [t`Webhook id`, <code key="id">{webhook.id}</code>],
                ]}
            />
        </section>
    );
}
