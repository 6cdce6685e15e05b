import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, List, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { OfferRequest } from '@/api/types';
import { Mail } from '@/features/catalog/SellerContact';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { Answers } from './Answers';
import { Conversation } from './Conversation';
import { isOpen } from './lead';
import { Quotes, useQuotes } from './Quotes';

/** A request, as the customer sees it. */
export function RequestPage() {
    const { t } = useLingui();
    const { organizationId, organization, may } = useActing();
    const { requestId } = useParams({ strict: false }) as { requestId: string };
    const isJustSent = useListState().get('sent') === 'yes';
    const query = useQuery(
        apiQuery('/v1/requests/{id}', { path: { id: requestId }, organization: organizationId }),
    );
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={t`Request ${data.reference}`}
                crumbs={[
                    {
                        label: t`Requests`,
                        link: { to: '/o/$organizationId/requests', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
                actions={may('purchase') && isOpen(data) && <Withdraw request={data} />}
            />
            <Stack gap="xl">
                {isJustSent && <Sent request={data} />}
                <RequestQuotes id={data.id} />
                <RequestFacts request={data} />
                <Answers of={data} side="requests" />
                <Conversation
                    side="requests"
                    id={data.id}
                    customer={organization.name}
                    seller={data.seller_name}
                    canWrite={may('purchase')}
                    ended={
                        data.state === 'withdrawn'
                            ? t`The request was withdrawn; the conversation has ended.`
                            : undefined
                    }
                />
            </Stack>
        </>
    );
}

/** What the seller offered; nothing until then. */
function RequestQuotes({ id }: { id: string }) {
    return <Quotes query={useQuotes('requests', id)} />;
}

/** The confirmation: the reference number, and what happens next. */
function Sent({ request }: { request: OfferRequest }) {
    const { t } = useLingui();
    return (
        <Alert
            role="status"
            maw={760}
            color="green"
            icon={<Icon name="check" />}
            title={t`Your request was sent: ${request.reference}`}
        >
            <List size="sm" spacing={4}>
                <List.Item>
                    <Trans>{request.seller_name} was told by mail. You get a mail with the reference.</Trans>
                </List.Item>
                <List.Item>
                    <Trans>When the seller opens it and answers, you get a mail, and see it here.</Trans>
                </List.Item>
                <List.Item>
                    <Trans>Until then you can add something below, or withdraw the request.</Trans>
                </List.Item>
            </List>
        </Alert>
    );
}

function RequestFacts({ request }: { request: OfferRequest }) {
    const { t } = useLingui();
    return (
        <section aria-labelledby="facts">
            <Title order={2} id="facts" mb="sm">
                <Trans>What was requested</Trans>
            </Title>
            <Facts
                facts={[
                    [
                        t`Product`,
                        <TextLink key="product" to="/products/$slug" params={{ slug: request.product_slug }}>
                            {request.product_name}
                        </TextLink>,
                    ],
                    [t`Plan`, request.plan_name],
                    [
                        t`Seller`,
                        <TextLink key="seller" to="/sellers/$slug" params={{ slug: request.seller_slug }}>
                            {request.seller_name}
                        </TextLink>,
                    ],
                    [t`Contact seller`, <Mail key="mail" address={request.seller_contact_email} />],
                    [t`Requested by`, request.applied_by_name],
                    [t`Requested`, <Time key="applied" value={request.applied_at} exact />],
                    [
                        t`Answered`,
                        request.answered_at && <Time key="answered" value={request.answered_at} exact />,
                    ],
                    [t`Ended`, request.ended_at && <Time key="ended" value={request.ended_at} exact />],
                ]}
            />
        </section>
    );
}

function Withdraw({ request }: { request: OfferRequest }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const [isAsking, setAsking] = useState(false);
    return (
        <>
            <Button variant="default" onClick={() => setAsking(true)}>
                <Trans>Withdraw</Trans>
            </Button>
            <ConfirmMoney
                opened={isAsking}
                onClose={() => setAsking(false)}
                title={t`Withdraw the request ${request.reference}?`}
                confirm={t`Yes, withdraw it`}
                keep={t`No, keep it`}
                run={() =>
                    client.POST('/v1/requests/{id}/withdrawal', {
                        params: { path: { id: request.id } },
                        headers: forOrganization(organizationId),
                    })
                }
                onDone={() => {
                    void forget(queries, '/v1/requests');
                    void toast(t`The request is withdrawn.`);
                }}
            >
                <Text>
                    <Trans>
                        {request.seller_name} is told, and the conversation ends. Both sides can still read
                        what was written. This cannot be undone, but you can request an offer again.
                    </Trans>
                </Text>
            </ConfirmMoney>
        </>
    );
}
