import { Trans, useLingui } from '@lingui/react/macro';
import { Table, Text, Title } from '@mantine/core';
import type { AiModel, Product, Rate as RateValue } from '@/api/types';
import { useFormat } from '@/ui/format';

/** The models of an AI product: what they can do and what a million tokens cost. */
export function AiModels({ product }: { product: Product }) {
    return (
        <section aria-labelledby="models">
            <Title order={2} id="models" mb="sm">
                <Trans>Models and prices</Trans>
            </Title>
            <AiModelTable models={product.ai_models} />
        </section>
    );
}

export function AiModelTable({ models }: { models: AiModel[] }) {
    const { t } = useLingui();
    const format = useFormat();
    const per = models[0]?.rate_in.per ?? 1;
    const hasCached = models.some((model) => model.rate_cached);
    const hasReasoning = models.some((model) => model.rate_reasoning);
    return (
        <Table.ScrollContainer
            minWidth={560}
            scrollAreaProps={{
                viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t`Models and prices` },
            }}
        >
            <Table verticalSpacing={7} aria-label={t`Models and prices`}>
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th>{t`Model`}</Table.Th>
                        <Table.Th>{t`Operations`}</Table.Th>
                        <Table.Th ta="right">{t`Context length`}</Table.Th>
                        <Table.Th ta="right">{t`Input`}</Table.Th>
                        {hasCached && <Table.Th ta="right">{t`Cached input`}</Table.Th>}
                        <Table.Th ta="right">{t`Output`}</Table.Th>
                        {hasReasoning && <Table.Th ta="right">{t`Reasoning`}</Table.Th>}
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {models.map((model) => (
                        <Table.Tr key={model.id}>
                            <Table.Td>
                                <code>{model.name}</code>
                            </Table.Td>
                            <Table.Td>{model.capabilities.join(', ')}</Table.Td>
                            <Table.Td
                                ta="right"
                                className="number"
                                title={format.number(model.context_length)}
                            >
                                <Trans>{format.compact(model.context_length)} tokens</Trans>
                            </Table.Td>
                            <RateCell rate={model.rate_in} per={per} />
                            {hasCached && <RateCell rate={model.rate_cached} per={per} />}
                            <RateCell rate={model.rate_out} per={per} />
                            {hasReasoning && (
                                <RateCell rate={model.rate_reasoning ?? model.rate_out} per={per} />
                            )}
                        </Table.Tr>
                    ))}
                </Table.Tbody>
                <Table.Caption ta="left">
                    <Text span size="sm" c="dimmed">
                        <Trans>Prices per {format.number(per)} tokens.</Trans>
                    </Text>
                </Table.Caption>
            </Table>
        </Table.ScrollContainer>
    );
}

/** A rate in the table's unit; where it has another the unit is said. */
function RateCell({ rate, per }: { rate: RateValue | null; per: number }) {
    const format = useFormat();
    return (
        <Table.Td ta="right" className="number">
            {rate ? format.rate(rate) : '–'}
            {rate && rate.per !== per && ` / ${format.compact(rate.per)}`}
        </Table.Td>
    );
}
