import { Trans, useLingui } from '@lingui/react/macro';
import { Group, NativeSelect, NumberInput, SimpleGrid, Table, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf, client } from '@/api/client';
import type { Product } from '@/api/types';
import { useFormat } from '@/ui/format';
import { Cost } from '@/ui/Money';
import { useUnitNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';

const START = { requests: 10_000, tokens_in: 800, tokens_out: 200 };

/** What a month would cost: computed by the server with the rates that also make the invoice. */
export function Estimator({ product }: { product: Product }) {
    const { t } = useLingui();
    const format = useFormat();
    const units = useUnitNames();
    const [planId, setPlanId] = useState(product.plans[0]?.id ?? '');
    const [model, setModel] = useState(product.ai_models[0]?.name ?? '');
    const [numbers, setNumbers] = useState(START);
    const [asked] = useDebouncedValue({ planId, model, ...numbers }, 250);
    const estimate = useQuery({
        queryKey: [null, '/v1/estimates', asked],
        queryFn: async ({ signal }) =>
            bodyOf(
                await client.POST('/v1/estimates', {
                    signal,
                    body: {
                        plan_id: asked.planId,
                        quantities: [
                            {
                                model: asked.model,
                                meter: 'tokens_in',
                                quantity: asked.requests * asked.tokens_in,
                            },
                            {
                                model: asked.model,
                                meter: 'tokens_out',
                                quantity: asked.requests * asked.tokens_out,
                            },
                        ],
                    },
                }),
            ),
        enabled: asked.planId !== '',
        placeholderData: keepPreviousData,
    });
    const thousandSeparator = format.number(1111).replace(/\d/g, '')[0] ?? ' ';
    const input = (name: keyof typeof START, label: string) => (
        <NumberInput
            label={label}
            min={0}
            max={1_000_000_000}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator={thousandSeparator}
            decimalSeparator={thousandSeparator === '.' ? ',' : '.'}
            value={numbers[name]}
            onChange={(value) => setNumbers({ ...numbers, [name]: Number(value) || 0 })}
            hideControls
        />
    );
    if (!planId) return null;
    return (
        <section aria-labelledby="estimate">
            <Title order={2} id="estimate" mb="sm">
                <Trans>What would it cost?</Trans>
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
                {product.plans.length > 1 && (
                    <NativeSelect
                        label={t`Plan`}
                        value={planId}
                        onChange={(event) => setPlanId(event.currentTarget.value)}
                        data={product.plans.map((plan) => ({ value: plan.id, label: plan.name }))}
                    />
                )}
                <NativeSelect
                    label={t`Model`}
                    value={model}
                    onChange={(event) => setModel(event.currentTarget.value)}
                    data={product.ai_models.map((one) => one.name)}
                />
                {input('requests', t`Requests in a month`)}
                {input('tokens_in', t`Input tokens per request`)}
                {input('tokens_out', t`Output tokens per request`)}
            </SimpleGrid>
            <Problem error={estimate.error} />
            {estimate.data && (
                <Table mt="md" maw={560} verticalSpacing={5} aria-label={t`Estimate`}>
                    <Table.Tbody>
                        {estimate.data.lines.map((line) => (
                            <Table.Tr key={`${line.model} ${line.meter}`}>
                                <Table.Td>
                                    {line.meter
                                        ? `${format.number(line.quantity)} ${units(line.meter, line.quantity)}`
                                        : t`Base fee`}
                                </Table.Td>
                                <Table.Td ta="right">
                                    <Cost micros={line.amount_micros} currency={line.amount.currency} />
                                </Table.Td>
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            )}
            {estimate.data && (
                <Group justify="space-between" maw={560} px="xs" py={6} role="status">
                    <Text fw={600}>
                        <Trans>Estimated cost</Trans>
                    </Text>
                    <Text fw={600} className="number">
                        {format.money(estimate.data.total)}
                    </Text>
                </Group>
            )}
        </section>
    );
}
