import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiList } from '@/api/query';
import type { Quote } from '@/api/types';
import { useTotals } from '@/features/orders/QuoteContents';
import { useActing } from '@/shell/session';
import { TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Day } from '@/ui/Time';

/** The quotes of a request or lead that the side sees, the newest first. */
export function useQuotes(side: 'requests' | 'leads', id: string) {
    const { organizationId } = useActing();
    return useInfiniteQuery(
        apiList(side === 'leads' ? '/v1/leads/{id}/quotes' : '/v1/requests/{id}/quotes', {
            path: { id },
            organization: organizationId,
        }),
    );
}

export function Quotes(props: {
    query: ReturnType<typeof useQuotes>;
    /** Said where there is none; nothing is shown without it. */
    empty?: ReactNode;
    children?: ReactNode;
}) {
    const { query, empty, children } = props;
    const { t } = useLingui();
    const quotes = query.data?.pages.flatMap((page) => page.items).filter((one) => one.state !== 'draft');
    if (quotes?.length === 0 && !empty && !children) return null;
    return (
        <section aria-labelledby="quotes">
            <Title order={2} id="quotes" mb="sm">
                <Trans>Private quotes</Trans>
            </Title>
            <Stack gap="sm" maw={760}>
                <Problem error={query.error} onRetry={() => query.refetch()} />
                {!quotes && !query.error && <Skeleton h={60} aria-label={t`Loading`} />}
                {quotes?.length === 0 && empty}
                {quotes?.map((quote) => (
                    <QuoteCard key={quote.id} quote={quote} />
                ))}
                {children}
            </Stack>
        </section>
    );
}

function QuoteCard({ quote }: { quote: Quote }) {
    const { organizationId } = useActing();
    const totals = useTotals(quote);
    return (
        <Paper p="sm" component="article" aria-label={quote.reference}>
            <Group justify="space-between" gap="xs">
                <TextLink
                    to="/o/$organizationId/quotes/$quoteId"
                    params={{ organizationId, quoteId: quote.id }}
                    fw={600}
                >
                    {quote.reference}
                </TextLink>
                <Status state={quote.state === 'sent' && !quote.is_open ? 'expired' : quote.state} />
            </Group>
            <Text size="sm" className="number">
                {totals || <Trans>By usage only</Trans>}
            </Text>
            {quote.is_open && (
                <Text size="sm" c="dimmed">
                    <Trans>
                        Valid until <Day value={quote.valid_until} />
                    </Trans>
                </Text>
            )}
        </Paper>
    );
}
