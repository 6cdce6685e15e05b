import { Trans, useLingui } from '@lingui/react/macro';
import { Table, Text, Title } from '@mantine/core';
import type { AiModel, Product, Rate as RateValue } from '@/api/types';
import { useFormat } from '@/ui/format';
import css from '@/ui/table.module.css';

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
            minWidth={0}
            scrollAreaProps={{
                viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t`Models and prices` },
            }}
        >
            <Table
                role="table"
                className={css.table}
                style={{ '--columns': 5 }}
                verticalSpacing={7}
                aria-label={t`Models and prices`}
            >
                <Table.Thead role="rowgroup" className={css.head}>
                    <Table.Tr role="row">
                        <Table.Th role="columnheader">{t`Model`}</Table.Th>
                        <Table.Th role="columnheader">{t`Operations`}</Table.Th>
                        <Table.Th ta="right" role="columnheader">{t`Context length`}</Table.Th>
                        <Table.Th ta="right" role="columnheader">{t`Input`}</Table.Th>
                        {hasCached && <Table.Th ta="right" role="columnheader">{t`Cached input`}</Table.Th>}
                        <Table.Th ta="right" role="columnheader">{t`Output`}</Table.Th>
                        {hasReasoning && <Table.Th ta="right" role="columnheader">{t`Reasoning`}</Table.Th>}
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody role="rowgroup" className={css.body}>
                    {models.map((model) => (
                        <Table.Tr key={model.id} role="row" className={css.row}>
                            <Table.Td role="cell" className={`${css.cell} ${css.title}`}>
                                <code>{model.name}</code>
                            </Table.Td>
                            <Table.Td role="cell" className={css.cell} data-label={t`Operations`}>
                                {model.capabilities.join(', ')}
                            </Table.Td>
                            <Table.Td
                                role="cell"
                                ta="right"
                                className={`${css.cell} number`}
                                data-label={t`Context length`}
                            >
                                <Trans>{format.number(model.context_length)} tokens</Trans>
                            </Table.Td>
                            <RateCell label={t`Input`} rate={model.rate_in} per={per} />
                            {hasCached && (
                                <RateCell label={t`Cached input`} rate={model.rate_cached} per={per} />
                            )}
                            <RateCell label={t`Output`} rate={model.rate_out} per={per} />
                            {hasReasoning && (
                                <RateCell
                                    label={t`Reasoning`}
                                    rate={model.rate_reasoning ?? model.rate_out}
                                    per={per}
                                />
                            )}
                        </Table.Tr>
                    ))}
                </Table.Tbody>
                <Table.Caption ta="left" className={css.caption}>
                    <Text span size="sm" c="dimmed">
                        <Trans>Prices per {format.number(per)} tokens.</Trans>
                    </Text>
                </Table.Caption>
            </Table>
        </Table.ScrollContainer>
    );
}

/** A rate in the table's unit; where it has another the unit is said. */
function RateCell({ label, rate, per }: { label: string; rate: RateValue | null; per: number }) {
    const format = useFormat();
    return (
        <Table.Td role="cell" ta="right" className={`${css.cell} number`} data-label={label}>
            {rate ? format.rate(rate) : '–'}
            {rate && rate.per !== per && ` / ${format.compact(rate.per)}`}
        </Table.Td>
    );
}
