import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Text } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import type { SubscriptionDetail } from '@/api/types';
import { LifeNotice } from '@/features/catalog/LifeNotice';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { TabLinks } from '@/ui/TabLinks';
import { Day } from '@/ui/Time';
import { AgreementNotice } from './AgreementNotice';
import { CancelSubscription } from './CancelSubscription';
import { RenameSubscription } from './RenameSubscription';
import { useSubscription } from './subscription';

/** What all tabs of a subscription have above them. */
export function SubscriptionPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const query = useSubscription();
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.name}
                crumbs={[
                    {
                        label: t`Subscriptions`,
                        link: { to: '/o/$organizationId/subscriptions', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
                description={
                    <Trans>
                        <TextLink
                            to="/products/$slug"
                            params={{ slug: data.product_slug }}
                            search={data.product_state === 'published' ? {} : { subscribed: 'yes' }}
                        >
                            {data.product_name}
                        </TextLink>{' '}
                        by {data.seller_name} · plan {data.plan_name}
                    </Trans>
                }
                actions={<Actions subscription={data} />}
            />
            {data.state !== 'cancelled' && (
                <LifeNotice
                    state={data.product_state}
                    reason={data.unpublished_reason}
                    expectedReturn={data.expected_return}
                    lastDay={data.last_day}
                >
                    {data.state === 'ended' ? (
                        <Trans>This subscription has ended. All that belongs to it stays readable.</Trans>
                    ) : data.last_day && data.service_type !== 'kubernetes' ? (
                        <Trans>
                            Until then it works and is supported as before; then its keys stop working.
                        </Trans>
                    ) : (
                        <Trans>Your subscription goes on, and the seller still supports it.</Trans>
                    )}
                </LifeNotice>
            )}
            {data.state === 'cancelled' && (
                <Alert
                    color="gray"
                    icon={<Icon name="archive" />}
                    mb="lg"
                    title={t`This subscription is cancelled`}
                >
                    <Trans>
                        It ended on <Day value={data.cancelled_at} />. All that belongs to it stays readable.
                    </Trans>{' '}
                    {data.product_state === 'published' && (
                        <TextLink
                            to="/products/$slug"
                            params={{ slug: data.product_slug }}
                            underline="always"
                        >
                            <Trans>Subscribe again</Trans>
                        </TextLink>
                    )}
                </Alert>
            )}
            {data.state !== 'cancelled' && data.state !== 'ended' && <AgreementNotice subscription={data} />}
            <Tabs subscription={data} />
            <Outlet />
        </>
    );
}

function Tabs({ subscription }: { subscription: SubscriptionDetail }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const params = { organizationId, subscriptionId: subscription.id };
    const overview = {
        label: t`Overview`,
        link: { to: '/o/$organizationId/subscriptions/$subscriptionId', params } as const,
    };
    const documents = {
        label: t`Documents and agreements`,
        link: { to: '/o/$organizationId/subscriptions/$subscriptionId/documents', params } as const,
    };
    const ai = [
        {
            label: t`Keys`,
            link: { to: '/o/$organizationId/subscriptions/$subscriptionId/keys', params } as const,
        },
        {
            label: t`Usage`,
            link: { to: '/o/$organizationId/subscriptions/$subscriptionId/usage', params } as const,
        },
        {
            label: t`Calls`,
            link: { to: '/o/$organizationId/subscriptions/$subscriptionId/calls', params } as const,
        },
    ];
    return (
        <TabLinks
            label={t`Parts of the subscription`}
            tabs={[overview, ...(subscription.service_type === 'ai' ? ai : []), documents]}
        />
    );
}

function Actions({ subscription }: { subscription: SubscriptionDetail }) {
    const { may } = useActing();
    const [open, setOpen] = useState<'rename' | 'cancel' | null>(null);
    const close = () => setOpen(null);
    if (!may('purchase'))
        return (
            <Text size="sm" c="dimmed">
                <Trans>Members with the role purchasing change it.</Trans>
            </Text>
        );
    return (
        <>
            <Button
                variant="default"
                leftSection={<Icon name="edit" size={14} />}
                onClick={() => setOpen('rename')}
            >
                <Trans>Rename</Trans>
            </Button>
            {/* A workload is removed on its own page, with the choice what becomes of its volumes. */}
            {subscription.state === 'active' && subscription.service_type !== 'kubernetes' && (
                <Button variant="default" onClick={() => setOpen('cancel')}>
                    <Trans>Cancel subscription</Trans>
                </Button>
            )}
            {open === 'rename' && <RenameSubscription subscription={subscription} onClose={close} />}
            {open === 'cancel' && <CancelSubscription subscription={subscription} onClose={close} />}
        </>
    );
}
