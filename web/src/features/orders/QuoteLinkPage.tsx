// /quote#token=…: where the link in the mail about a quote leads. Looking decides nothing; a button does.
// What stands behind the # is told to no server and no proxy on the way.

import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Box, Center, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { Quote, QuoteLink } from '@/api/types';
import { EntranceFrame } from '@/features/identity/EntranceFrame';
import { Facts } from '@/ui/Facts';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useStateNames } from '@/ui/Status';
import { Day } from '@/ui/Time';
import { DocumentButton } from './DocumentButton';
import { QuoteContents } from './QuoteContents';
import { QuoteDecision, WhatHappensNext } from './QuoteDecision';

/** Of the link; links that were mailed in former versions have it in the query. */
function useToken(): string {
    const { token } = useSearch({ strict: false }) as { token?: string };
    const hash = useLocation({ select: (location) => location.hash });
    return new URLSearchParams(hash).get('token') ?? token ?? '';
}

export function QuoteLinkPage() {
    const { t } = useLingui();
    const token = useToken();
    const [decided, setDecided] = useState<'accepted' | 'declined' | null>(null);
    const link = useQuery({
        queryKey: [null, '/v1/quote-links/inspection', token],
        queryFn: async () =>
            (await client.POST('/v1/quote-links/inspection', { body: { token } })).data as QuoteLink,
        enabled: token !== '',
        staleTime: Number.POSITIVE_INFINITY,
    });
    if (link.data && decided) return <Decided link={link.data} state={decided} />;
    if (link.data?.quote)
        return <OpenQuote token={token} link={link.data} quote={link.data.quote} onDone={setDecided} />;
    if (link.data) return <OldLink link={link.data} />;
    if (token === '' || (link.error instanceof ApiProblem && link.error.status === 404))
        return (
            <EntranceFrame title={t`This link is not valid`}>
                <Text>
                    <Trans>Perhaps it was not copied as a whole. Sign in to see your quotes.</Trans>
                </Text>
                <SignIn />
            </EntranceFrame>
        );
    return (
        <EntranceFrame title={t`Quote`}>
            <Problem error={link.error} onRetry={() => link.refetch()} />
            {link.isPending && (
                <Center>
                    <Loader size="sm" role="status" aria-label={t`Loading`} />
                </Center>
            )}
        </EntranceFrame>
    );
}

function SignIn() {
    return (
        <ButtonLink to="/sign-in">
            <Trans>Sign in</Trans>
        </ButtonLink>
    );
}

function OpenQuote(props: {
    token: string;
    link: QuoteLink;
    quote: Quote;
    onDone: (state: 'accepted' | 'declined') => void;
}) {
    const { token, link, quote, onDone } = props;
    const { t } = useLingui();
    return (
        <Box maw={820} mx="auto">
            <PageHeader
                title={t`Quote ${quote.reference}`}
                crumbs={[]}
                description={
                    <Trans>
                        From {quote.seller_name} to {quote.organization_name}
                    </Trans>
                }
            />
            <Stack gap="lg">
                <Alert color="gray" icon={<Icon name="user" />}>
                    <Trans>
                        This link was sent to {link.person_name}. Whoever accepts by it does so as{' '}
                        {link.person_name}, for {quote.organization_name}. Do not pass it on.
                    </Trans>
                </Alert>
                <Facts
                    facts={[
                        [t`Product`, quote.product_name],
                        [t`Plan`, quote.plan_name],
                        [
                            t`Begins`,
                            quote.is_delivered_later
                                ? t`When the seller has delivered`
                                : t`As soon as it is accepted`,
                        ],
                        [t`Valid until`, quote.valid_until && <Day key="until" value={quote.valid_until} />],
                    ]}
                />
                <Paper p="md" component="section" aria-labelledby="offer">
                    <Title order={2} id="offer" mb="sm">
                        <Trans>What is offered</Trans>
                    </Title>
                    <QuoteContents
                        quote={{ ...quote, terms_digest: quote.terms_html ? quote.terms_digest : null }}
                    />
                </Paper>
                <WhatHappensNext quote={quote} />
                <QuoteDecision
                    quote={quote}
                    person={link.person_name}
                    accept={(accepted) =>
                        client.POST('/v1/quote-links/acceptance', { body: { token, accepted } })
                    }
                    decline={(reason) => client.POST('/v1/quote-links/decline', { body: { token, reason } })}
                    onDone={onDone}
                    agreementLink={(agreement) => <DocumentLink token={token} {...agreement} />}
                />
            </Stack>
        </Box>
    );
}

/** Without a session a document comes by the token, which belongs into no address. */
function DocumentLink({ token, digest, title }: { token: string; digest: string; title: string }) {
    return (
        <DocumentButton
            title={title}
            load={() =>
                client.POST('/v1/quote-links/documents', { body: { token, digest }, parseAs: 'blob' })
            }
        />
    );
}

function Decided({ link, state }: { link: QuoteLink; state: 'accepted' | 'declined' }) {
    const { t } = useLingui();
    return (
        <EntranceFrame
            title={state === 'accepted' ? t`The quote is accepted` : t`The quote is declined`}
            description={link.reference}
        >
            <Text role="status">
                {state === 'accepted' ? (
                    <Trans>
                        {link.seller_name} is told, and you get a mail. Order and subscription are in the
                        account of {link.organization_name}.
                    </Trans>
                ) : (
                    <Trans>{link.seller_name} is told. The conversation goes on in your account.</Trans>
                )}
            </Text>
            <SignIn />
        </EntranceFrame>
    );
}

function OldLink({ link }: { link: QuoteLink }) {
    const { t } = useLingui();
    const states = useStateNames();
    const isExpired = link.state === 'sent' || link.state === 'expired';
    return (
        <EntranceFrame
            title={isExpired ? t`This quote has expired` : t`This link has done its work`}
            description={link.reference}
        >
            <Text>
                {isExpired ? (
                    <Trans>Ask {link.seller_name} for a new one, in the conversation of your request.</Trans>
                ) : (
                    <Trans>The quote is: {states(link.state)}. You find all about it in your account.</Trans>
                )}
            </Text>
            <SignIn />
        </EntranceFrame>
    );
}
