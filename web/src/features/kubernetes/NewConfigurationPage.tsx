import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, List, Radio, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { Product } from '@/api/types';
import { Missing } from '@/features/catalog/ActionBox';
import { PlanPrice } from '@/features/catalog/Plans';
import { useActing } from '@/shell/session';
import { ButtonLink, TextLink } from '@/ui/links';
import { MarkdownOf } from '@/ui/Markdown';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';

/** Begins to configure a product: the plan, what to know before, and the drafts there are already. */
export function NewConfigurationPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { slug } = useParams({ strict: false }) as { slug: string };
    const product = useQuery(apiQuery('/v1/products/{product}', { path: { product: slug } }));
    const purchase = useQuery(
        apiQuery('/v1/products/{slug}/purchase', { path: { slug }, organization: organizationId }),
    );
    const error = product.error ?? purchase.error;
    if (error)
        return <Problem error={error} onRetry={() => Promise.all([product.refetch(), purchase.refetch()])} />;
    if (!product.data || !purchase.data) return <Skeleton h={320} aria-label={t`Loading`} />;
    return (
        <>
            <PageHeader
                title={t`Deploy ${product.data.name}`}
                crumbs={[
                    { label: t`Catalogue`, link: { to: '/' } },
                    { label: product.data.name, link: { to: '/products/$slug', params: { slug } } },
                ]}
            />
            {purchase.data.can_purchase ? (
                <Begin product={product.data} />
            ) : (
                <Stack maw={560} align="flex-start">
                    <Missing purchase={purchase.data} organizationId={organizationId} />
                </Stack>
            )}
        </>
    );
}

function Begin({ product }: { product: Product }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    const [planId, setPlanId] = useState(product.plans[0]?.id ?? '');
    const begin = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/configurations', {
                    headers: forOrganization(organizationId),
                    body: { product: product.slug, plan_id: planId },
                }),
            ),
        onSuccess: async ({ id }) => {
            await forget(queries, '/v1/configurations');
            await navigate({
                to: '/o/$organizationId/configurations/$configurationId',
                params: { organizationId, configurationId: id },
            });
        },
    });
    return (
        <Stack gap="lg" maw={760}>
            <Problem error={begin.error} />
            <Before guides={product.guides} />
            <Radio.Group label={t`Plan`} value={planId} onChange={setPlanId}>
                <Stack gap="xs" mt="xs">
                    {product.plans.map((plan) => (
                        <Radio
                            key={plan.id}
                            name="plan_id"
                            value={plan.id}
                            label={plan.name}
                            description={<PlanPrice plan={plan} product={product} />}
                        />
                    ))}
                </Stack>
            </Radio.Group>
            <Group gap="xs">
                <Button loading={begin.isPending} onClick={() => begin.mutate()}>
                    <Trans>Configure</Trans>
                </Button>
                <ButtonLink to="/products/$slug" params={{ slug: product.slug }} variant="default">
                    <Trans>Back</Trans>
                </ButtonLink>
            </Group>
            <Text size="sm" c="dimmed">
                <Trans>
                    Nothing is ordered yet. What you fill in is a draft that your colleagues can open too.
                </Trans>
            </Text>
            <Drafts product={product} />
        </Stack>
    );
}

/** The seller's guide on what to have ready. */
export function Before({ guides }: { guides: Product['guides'] }) {
    const guide = guides.find((one) => one.kind === 'pre');
    if (!guide) return null;
    return (
        <section aria-labelledby="before">
            <Title order={2} id="before" mb="sm">
                <Trans>Before you start</Trans>
            </Title>
            <MarkdownOf html={guide.html} />
        </section>
    );
}

function Drafts({ product }: { product: Product }) {
    const { organizationId } = useActing();
    const query = useInfiniteQuery(apiList('/v1/configurations', { organization: organizationId }));
    const drafts = query.data?.pages
        .flatMap((page) => page.items)
        .filter((one) => one.product_id === product.id);
    if (!drafts?.length) return null;
    return (
        <section aria-labelledby="drafts">
            <Title order={2} id="drafts" mb="sm">
                <Trans>Go on with a draft</Trans>
            </Title>
            <List size="sm" spacing={4}>
                {drafts.map((draft) => (
                    <List.Item key={draft.id}>
                        <TextLink
                            to="/o/$organizationId/configurations/$configurationId"
                            params={{ organizationId, configurationId: draft.id }}
                            underline="always"
                        >
                            {draft.release_name ?? draft.product_name}
                        </TextLink>{' '}
                        <Trans>
                            {draft.plan_name}, changed by {draft.changed_by_name}{' '}
                            <Time value={draft.changed_at} />
                        </Trans>
                    </List.Item>
                ))}
            </List>
        </section>
    );
}
