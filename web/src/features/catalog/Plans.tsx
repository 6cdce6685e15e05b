import { Trans, useLingui } from '@lingui/react/macro';
import { Box, Group, List, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Plan, Product } from '@/api/types';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { MarkdownOf } from '@/ui/Markdown';
import { Rate } from '@/ui/Money';
import { usePriceModelNames } from '@/ui/names';
import { TextOf } from '@/ui/TextOf';
import css from './product.module.css';

/** The plans side by side; from two on with a comparison. */
export function Plans({ product }: { product: Product }) {
    const { plans } = product;
    if (plans.length === 0) return null;
    return (
        <section aria-labelledby="plans">
            <Title order={2} id="plans" mb="sm">
                {plans.length === 1 ? <Trans>Price</Trans> : <Trans>Plans</Trans>}
            </Title>
            {product.price_info_html && (
                <Box mb="sm">
                    <MarkdownOf html={product.price_info_html} />
                </Box>
            )}
            <ul className={css.plans}>
                {plans.map((plan) => (
                    <li key={plan.id} className={css.plan}>
                        <Title order={3}>{plan.name}</Title>
                        <Text size="sm" c="dimmed">
                            <TextOf value={plan.description} />
                        </Text>
                        <PlanPrice plan={plan} product={product} />
                        <Features plan={plan} />
                        {product.can_be_requested && <RequestPlan product={product} plan={plan} />}
                    </li>
                ))}
            </ul>
            {plans.length > 1 && <Comparison plans={plans} product={product} />}
        </section>
    );
}

/** Leads to the seller's questions; who is not signed in signs in on the way. */
function RequestPlan({ product, plan }: { product: Product; plan: Plan }) {
    return (
        <ButtonLink
            to="/request/$"
            params={{ _splat: product.slug }}
            search={{ plan: plan.code }}
            className="wraps"
            mt="auto"
            style={{ alignSelf: 'flex-start' }}
        >
            <Trans context="verb">Request {plan.name}</Trans>
        </ButtonLink>
    );
}

export function PlanPrice({ plan, product }: { plan: Plan; product: Product }) {
    const priceModels = usePriceModelNames();
    if (plan.price_text)
        return (
            <Text fw={600}>
                <TextOf value={plan.price_text} />
            </Text>
        );
    if (plan.prices.length === 0) return <Text fw={600}>{priceModels(product.price_model)}</Text>;
    return (
        <Stack gap={2}>
            {plan.prices.map((price) => (
                <Text key={`${price.kind} ${price.meter} ${price.period}`} fw={600} component="div">
                    <Rate
                        value={price.rate}
                        meter={price.meter}
                        period={price.kind === 'one_time' ? 'once' : price.period}
                    />
                    {price.label && (
                        <Text size="sm" c="dimmed">
                            <TextOf value={price.label} />
                        </Text>
                    )}
                </Text>
            ))}
        </Stack>
    );
}

function Features({ plan }: { plan: Plan }) {
    const format = useFormat();
    if (plan.features.length === 0) return null;
    return (
        <List size="sm" spacing={4} listStyleType="none" icon={<Icon name="check" size={14} />}>
            {plan.features.map((feature) => (
                <List.Item key={format.text(feature)}>
                    <TextOf value={feature} />
                </List.Item>
            ))}
        </List>
    );
}

/** A row for each feature of any plan; which plans have it. */
function Comparison({ plans, product }: { plans: Plan[]; product: Product }) {
    const { t } = useLingui();
    const format = useFormat();
    const [isOnlyDifferent, setOnlyDifferent] = useState(false);
    const names = plans.map((plan) => new Set(plan.features.map((feature) => format.text(feature))));
    const all = [...new Set(names.flatMap((set) => [...set]))];
    const rows = all.filter((name) => !isOnlyDifferent || !names.every((set) => set.has(name)));
    if (all.length === 0) return null;
    return (
        <details style={{ marginTop: 'var(--mantine-spacing-md)' }}>
            <Text component="summary" size="sm" fw={500} style={{ cursor: 'pointer' }}>
                <Trans>Compare the plans</Trans>
            </Text>
            <Group mt="sm">
                <Switch
                    label={t`Only the differences`}
                    checked={isOnlyDifferent}
                    onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
                />
            </Group>
            <Table.ScrollContainer
                minWidth={120 + 120 * plans.length}
                scrollAreaProps={{
                    viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t`Compare the plans` },
                }}
            >
                <Table verticalSpacing={6} aria-label={t`Comparison of the plans`}>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Td />
                            {plans.map((plan) => (
                                <Table.Th key={plan.id}>{plan.name}</Table.Th>
                            ))}
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        <Table.Tr>
                            <Table.Th fw={400}>
                                <Trans>Price</Trans>
                            </Table.Th>
                            {plans.map((plan) => (
                                <Table.Td key={plan.id}>
                                    <PlanPrice plan={plan} product={product} />
                                </Table.Td>
                            ))}
                        </Table.Tr>
                        {rows.map((name) => (
                            <Table.Tr key={name}>
                                <Table.Th fw={400}>{name}</Table.Th>
                                {names.map((set, at) => (
                                    <Table.Td key={plans[at]?.id}>{set.has(name) ? t`yes` : '–'}</Table.Td>
                                ))}
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            </Table.ScrollContainer>
        </details>
    );
}
