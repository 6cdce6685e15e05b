import { Trans, useLingui } from '@lingui/react/macro';
import { Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import { QuoteContents } from '@/features/orders/QuoteContents';
import { useActing } from '@/shell/session';
import { TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';

/** What was quoted and accepted; it stays as it was. */
export function AgreedQuote({ quoteId }: { quoteId: string }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const query = useQuery(
        apiQuery('/v1/quotes/{id}', { path: { id: quoteId }, organization: organizationId }),
    );
    return (
        <section aria-labelledby="agreed">
            <Title order={2} id="agreed" mb="sm">
                <Trans>What was agreed</Trans>
            </Title>
            <Problem error={query.error} onRetry={() => query.refetch()} />
            {query.isPending && <Skeleton h={120} aria-label={t`Loading`} />}
            {query.data && (
                <Stack gap="md">
                    <TextLink
                        to="/o/$organizationId/quotes/$quoteId"
                        params={{ organizationId, quoteId }}
                        underline="always"
                    >
                        {query.data.reference}
                    </TextLink>
                    <QuoteContents quote={query.data} />
                </Stack>
            )}
        </section>
    );
}
