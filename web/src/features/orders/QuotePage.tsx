import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { Quote } from '@/api/types';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { ButtonLink, TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Day, Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { QuoteContents } from './QuoteContents';
import { QuoteDecision, WhatHappensNext } from './QuoteDecision';

/** A private quote, to its customer and to its seller. */
export function QuotePage() {
    const { t } = useLingui();
    const { organizationId, organization, may } = useActing();
    const { quoteId } = useParams({ strict: false }) as { quoteId: string };
    const query = useQuery(
        apiQuery('/v1/quotes/{id}', { path: { id: quoteId }, organization: organizationId }),
    );
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    const isSeller = data.is_seller;
    const crumb = isSeller
        ? ({
              label: t`Lead ${data.lead_reference}`,
              link: {
                  to: '/o/$organizationId/leads/$leadId',
                  params: { organizationId, leadId: data.lead_id },
              },
          } as const)
        : ({
              label: t`Request ${data.lead_reference}`,
              link: {
                  to: '/o/$organizationId/requests/$requestId',
                  params: { organizationId, requestId: data.lead_id },
              },
          } as const);
    return (
        <>
            <PageHeader
                title={t`Quote ${data.reference}`}
                crumbs={[crumb]}
                status={<Status state={data.state === 'sent' && !data.is_open ? 'expired' : data.state} />}
                actions={isSeller && may('offerings') && <SellerActions quote={data} />}
            />
            <Stack gap="xl">
                {data.state === 'accepted' && <Agreed quote={data} isSeller={isSeller} />}
                <QuoteFacts quote={data} />
                <section aria-labelledby="offer">
                    <Title order={2} id="offer" mb="sm">
                        <Trans>What is offered</Trans>
                    </Title>
                    <QuoteContents quote={data} />
                </section>
                {!isSeller && data.is_open && <WhatHappensNext quote={data} />}
                {!isSeller && data.is_open && may('purchase') && organization.can_purchase && (
                    <Decide quote={data} />
                )}
                {!isSeller && data.is_open && !may('purchase') && (
                    <Text size="sm" c="dimmed">
                        <Trans>Members with the role purchasing accept or decline it.</Trans>
                    </Text>
                )}
            </Stack>
        </>
    );
}

function QuoteFacts({ quote }: { quote: Quote }) {
    const { t } = useLingui();
    return (
        <Facts
            facts={[
                [t`Seller`, quote.seller_name],
                [t`Customer`, quote.organization_name],
                [t`Product`, quote.product_name],
                [t`Plan`, quote.plan_name],
                [t`Valid until`, quote.valid_until && <Day key="until" value={quote.valid_until} />],
                [
                    t`Begins`,
                    quote.is_delivered_later
                        ? t`When the seller has delivered`
                        : t`As soon as it is accepted`,
                ],
                [t`Sent`, quote.sent_at && <Time key="sent" value={quote.sent_at} exact />],
                [t`Sent by`, quote.sent_by_name],
                [t`Ended`, quote.ended_at && <Time key="ended" value={quote.ended_at} exact />],
                [t`Decided by`, quote.decided_by_name],
                [t`Reason`, quote.reason],
                [
                    t({ message: 'Delivered', context: 'service' }),
                    quote.delivered_at && <Time key="delivered" value={quote.delivered_at} exact />,
                ],
            ]}
        />
    );
}

function Agreed({ quote, isSeller }: { quote: Quote; isSeller: boolean }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const isWaiting = quote.is_delivered_later && !quote.delivered_at;
    return (
        <Alert color="green" icon={<Icon name="check" />} title={t`This quote was accepted`} maw={760}>
            <Stack gap="xs" align="flex-start">
                {isWaiting ? (
                    <Text size="sm">
                        <Trans>The subscription begins when {quote.seller_name} has delivered.</Trans>
                    </Text>
                ) : (
                    <Text size="sm">
                        <Trans>The subscription has begun.</Trans>
                    </Text>
                )}
                {!isSeller && quote.subscription_id && (
                    <ButtonLink
                        to="/o/$organizationId/subscriptions/$subscriptionId"
                        params={{ organizationId, subscriptionId: quote.subscription_id }}
                        size="xs"
                    >
                        <Trans>Open the subscription</Trans>
                    </ButtonLink>
                )}
            </Stack>
        </Alert>
    );
}

function Decide({ quote }: { quote: Quote }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const call = { params: { path: { id: quote.id } }, headers: forOrganization(organizationId) };
    return (
        <section aria-labelledby="decide">
            <Title order={2} id="decide" mb="sm">
                <Trans>Your decision</Trans>
            </Title>
            <QuoteDecision
                quote={quote}
                accept={(accepted) =>
                    client.POST('/v1/quotes/{id}/acceptance', { ...call, body: { accepted } })
                }
                decline={(reason) => client.POST('/v1/quotes/{id}/decline', { ...call, body: { reason } })}
                onDone={(state) => {
                    void forget(queries, '/v1/quotes', '/v1/requests', '/v1/orders', '/v1/subscriptions');
                    void toast(state === 'accepted' ? t`The quote is accepted.` : t`The quote is declined.`);
                }}
            />
        </section>
    );
}

function SellerActions({ quote }: { quote: Quote }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const [asking, setAsking] = useState<'withdraw' | 'deliver' | null>(null);
    const [reason, setReason] = useState('');
    const params = { path: { id: quote.id } };
    const headers = forOrganization(organizationId);
    const done = (message: string) => {
        void forget(queries, '/v1/quotes', '/v1/leads');
        void toast(message);
    };
    return (
        <>
            {quote.state === 'sent' && (
                <Button variant="default" onClick={() => setAsking('withdraw')}>
                    <Trans>Withdraw</Trans>
                </Button>
            )}
            {quote.state === 'accepted' && quote.is_delivered_later && !quote.delivered_at && (
                <Button onClick={() => setAsking('deliver')}>
                    <Trans>It is delivered</Trans>
                </Button>
            )}
            {quote.state === 'draft' && (
                <TextLink
                    to="/o/$organizationId/leads/$leadId"
                    params={{ organizationId, leadId: quote.lead_id }}
                >
                    <Trans>Go on writing</Trans>
                </TextLink>
            )}
            <ConfirmMoney
                opened={asking === 'withdraw'}
                onClose={() => setAsking(null)}
                title={t`Withdraw quote ${quote.reference}?`}
                confirm={t`Yes, withdraw it`}
                keep={t`No, keep it open`}
                run={() => client.POST('/v1/quotes/{id}/withdrawal', { params, headers, body: { reason } })}
                onDone={() => done(t`The quote is withdrawn.`)}
            >
                <Text>
                    <Trans>
                        {quote.organization_name} is told and cannot accept it any more. You can send another
                        one.
                    </Trans>
                </Text>
                <Textarea
                    label={t`Reason (optional)`}
                    description={t`The customer reads it.`}
                    name="reason"
                    maxLength={2000}
                    value={reason}
                    onChange={(event) => setReason(event.currentTarget.value)}
                />
            </ConfirmMoney>
            <ConfirmMoney
                opened={asking === 'deliver'}
                onClose={() => setAsking(null)}
                title={t`Is everything delivered?`}
                confirm={t`Yes, it is delivered`}
                keep={t`No, not yet`}
                run={() => client.POST('/v1/quotes/{id}/delivery', { params, headers })}
                onDone={() => done(t`The subscription begins.`)}
            >
                <Text>
                    <Trans>
                        The subscription of {quote.organization_name} begins now, and the customer is told.
                    </Trans>
                </Text>
            </ConfirmMoney>
        </>
    );
}
