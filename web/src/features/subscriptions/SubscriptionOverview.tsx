import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Title } from '@mantine/core';
import type { SubscriptionDetail } from '@/api/types';
import { AiModelTable } from '@/features/catalog/AiModels';
import { Support } from '@/features/catalog/Support';
import { AiConnection } from '@/features/services/AiConnection';
import { SubscribedWorkload } from '@/features/kubernetes/SubscribedWorkload';
import { FirstAiKey } from '@/features/services/FirstAiKey';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';
import { TextLink } from '@/ui/links';
import { Cost } from '@/ui/Money';
import { useServiceTypeNames } from '@/ui/names';
import { useStateNames } from '@/ui/Status';
import { Day } from '@/ui/Time';
import { AgreedQuote } from './AgreedQuote';
import { useSubscription } from './subscription';

export function SubscriptionOverview() {
    const { data: subscription } = useSubscription();
    if (!subscription) return null;
    const isAi = subscription.service_type === 'ai';
    return (
        <Stack gap={32} maw={860}>
            {subscription.service_type === 'kubernetes' && (
                <SubscribedWorkload subscriptionId={subscription.id} />
            )}
            {isAi && <FirstAiKey subscription={subscription} />}
            {subscription.quote_id && <AgreedQuote quoteId={subscription.quote_id} />}
            <SubscriptionFacts subscription={subscription} />
            <SubscriptionSupport subscription={subscription} />
            {isAi && subscription.state === 'active' && <AiConnection subscription={subscription} />}
            {isAi && (
                <section aria-labelledby="models">
                    <Title order={2} id="models" mb="sm">
                        <Trans>Models and prices</Trans>
                    </Title>
                    <AiModelTable models={subscription.ai_models} />
                </section>
            )}
        </Stack>
    );
}

function SubscriptionSupport({ subscription }: { subscription: SubscriptionDetail }) {
    const { t } = useLingui();
    const states = useStateNames();
    const { id, seller, product_name, revision_number, plan_name, state } = subscription;
    return (
        <Support
            matter={{
                seller,
                product: product_name,
                version: null,
                reference: id,
                facts: [
                    [t`Plan`, plan_name],
                    [t`Revision`, String(revision_number)],
                    [t`Subscription`, id],
                    [t`State`, states(state)],
                ],
            }}
        />
    );
}

function SubscriptionFacts({ subscription }: { subscription: SubscriptionDetail }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const format = useFormat();
    const types = useServiceTypeNames();
    const { seller } = subscription;
    return (
        <section aria-labelledby="facts">
            <Title order={2} id="facts" mb="sm">
                <Trans>Facts</Trans>
            </Title>
            <Facts
                facts={[
                    [
                        t`Cost this month`,
                        !subscription.quote_id && (
                            <Cost
                                key="cost"
                                micros={subscription.cost_this_month_micros}
                                currency={subscription.currency}
                            />
                        ),
                    ],
                    [
                        t`Active keys`,
                        subscription.service_type === 'ai' && format.number(subscription.active_keys),
                    ],
                    [t`Service type`, types(subscription.service_type)],
                    [
                        t`Seller`,
                        <TextLink key="seller" to="/sellers/$slug" params={{ slug: seller.slug }}>
                            {seller.name}
                        </TextLink>,
                    ],
                    [t`Started`, <Day key="started" value={subscription.started_at} />],
                    [
                        t`Cancelled`,
                        subscription.cancelled_at && <Day key="ended" value={subscription.cancelled_at} />,
                    ],
                    [
                        t`Order`,
                        <TextLink
                            key="order"
                            to="/o/$organizationId/orders/$orderId"
                            params={{ organizationId, orderId: subscription.order_id }}
                        >
                            <Trans>See the order</Trans>
                        </TextLink>,
                    ],
                    [t`Subscription id`, <code key="id">{subscription.id}</code>],
                ]}
            />
        </section>
    );
}
