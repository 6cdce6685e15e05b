import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Box, Stack, Table, Text, Title } from '@mantine/core';
import type { Quote } from '@/api/types';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Markdown } from '@/ui/Markdown';
import { Money } from '@/ui/Money';
import { usePeriodNames } from '@/ui/names';

type Line = Quote['lines'][number];

/** What is offered, at which price, on which terms: the same for both sides, and for ever. */
export function QuoteContents({ quote }: { quote: Quote }) {
    return (
        <Stack gap="lg">
            {quote.description_html && <Markdown html={quote.description_html} />}
            <Lines quote={quote} />
            <Terms quote={quote} />
        </Stack>
    );
}

function Lines({ quote }: { quote: Quote }) {
    const { t } = useLingui();
    return (
        <Box maw={760} style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t`Prices`}>
            <Table verticalSpacing="xs">
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th>
                            <Trans>What</Trans>
                        </Table.Th>
                        <Table.Th ta="right">
                            <Trans>Price</Trans>
                        </Table.Th>
                        <Table.Th ta="right">
                            <Trans>Quantity</Trans>
                        </Table.Th>
                        <Table.Th ta="right">
                            <Trans>Amount</Trans>
                        </Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {quote.lines.map((line, index) => (
                        <LineRow key={`${index} ${line.text}`} line={line} />
                    ))}
                </Table.Tbody>
                <Table.Tfoot>
                    {quote.totals.map((total) => (
                        <Total key={total.period} total={total} />
                    ))}
                </Table.Tfoot>
            </Table>
        </Box>
    );
}

function LineRow({ line }: { line: Line }) {
    const format = useFormat();
    const periods = usePeriodNames();
    const per =
        line.kind === 'usage' ? null : periods(line.kind === 'recurring' ? (line.period ?? '') : 'once');
    const price = format.rate(line.rate);
    return (
        <Table.Tr>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{line.text}</Table.Td>
            <Table.Td ta="right">
                <span className="number">{price}</span>{' '}
                <Text span size="sm" c="dimmed">
                    {line.kind === 'usage' ? <Trans>per {line.meter}</Trans> : per}
                </Text>
            </Table.Td>
            <Table.Td ta="right" className="number">
                {line.kind === 'usage' ? <Trans>by usage</Trans> : format.number(line.quantity)}
            </Table.Td>
            <Table.Td ta="right">{line.amount ? <Money value={line.amount} /> : '–'}</Table.Td>
        </Table.Tr>
    );
}

function Total({ total }: { total: Quote['totals'][number] }) {
    const periods = usePeriodNames();
    return (
        <Table.Tr fw={600}>
            <Table.Th colSpan={3} scope="row">
                <Trans>Total {periods(total.period)}</Trans>
            </Table.Th>
            <Table.Td ta="right">
                <Money value={total.amount} />
            </Table.Td>
        </Table.Tr>
    );
}

function Terms({ quote }: { quote: Quote }) {
    if (quote.terms_html)
        return (
            <section aria-labelledby="terms">
                <Title order={3} id="terms" mb="xs">
                    <Trans>Terms</Trans>
                </Title>
                <Markdown html={quote.terms_html} />
            </section>
        );
    if (!quote.terms_digest || !quote.terms_title) return null;
    return (
        <Text size="sm">
            <Trans>
                Terms:{' '}
                <Anchor
                    href={fileAddress(quote.terms_digest, quote.terms_title)}
                    target="_blank"
                    size="sm"
                    underline="always"
                >
                    {quote.terms_title}
                </Anchor>
            </Trans>
        </Text>
    );
}

/** "€1,500.00 once and €100.01 per month". */
export function useTotals(quote: Quote): string {
    const format = useFormat();
    const periods = usePeriodNames();
    return format.list(quote.totals.map((one) => `${format.money(one.amount)} ${periods(one.period)}`));
}
