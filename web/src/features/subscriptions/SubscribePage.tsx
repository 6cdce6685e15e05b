import { Trans, useLingui } from '@lingui/react/macro';
import {
    Anchor,
    Button,
    Checkbox,
    Group,
    Paper,
    Radio,
    Skeleton,
    Stack,
    Text,
    TextInput,
    Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { Product, Purchase } from '@/api/types';
import { SellerSees } from '@/features/catalog/SellerSees';
import { Missing } from '@/features/catalog/ActionBox';
import { AiModelTable } from '@/features/catalog/AiModels';
import { PlanPrice } from '@/features/catalog/Plans';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Logo } from '@/ui/Logo';
import { ButtonLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { useDocumentNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { focusMissingTick, missingTick } from '@/ui/ticks';

/** The order of a product: what it is, what it costs, what one agrees to. */
export function SubscribePage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { slug } = useParams({ strict: false }) as { slug: string };
    const product = useQuery(apiQuery('/v1/products/{product}', { path: { product: slug } }));
    const purchase = useQuery(
        apiQuery('/v1/products/{slug}/purchase', { path: { slug }, organization: organizationId }),
    );
    const error = product.error ?? purchase.error;
    if (error) {
        const again = () => Promise.all([product.refetch(), purchase.refetch()]);
        return <Problem error={error} onRetry={again} />;
    }
    if (!product.data || !purchase.data) return <Skeleton h={360} aria-label={t`Loading`} />;
    return (
        <>
            <PageHeader
                title={t`Subscribe to ${product.data.name}`}
                crumbs={[
                    { label: t`Catalogue`, link: { to: '/' } },
                    { label: product.data.name, link: { to: '/products/$slug', params: { slug } } },
                ]}
            />
            {purchase.data.can_purchase ? (
                <OrderForm product={product.data} purchase={purchase.data} />
            ) : (
                <Stack maw={560} align="flex-start">
                    <Missing purchase={purchase.data} organizationId={organizationId} />
                </Stack>
            )}
        </>
    );
}

function usePlaceOrder(product: Product) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    return useMutation({
        mutationFn: async (body: { plan_id: string; name?: string; accepted: string[] }) =>
            bodyOf(await client.POST('/v1/orders', { headers: forOrganization(organizationId), body })),
        onSuccess: async (order) => {
            await forget(queries, '/v1/subscriptions', '/v1/orders', `/v1/products/${product.slug}`);
            if (order.state === 'completed' && order.subscription_id)
                await navigate({
                    to: '/o/$organizationId/subscriptions/$subscriptionId',
                    params: { organizationId, subscriptionId: order.subscription_id },
                });
            else
                await navigate({
                    to: '/o/$organizationId/orders/$orderId',
                    params: { organizationId, orderId: order.id },
                });
        },
    });
}

function OrderForm({ product, purchase }: { product: Product; purchase: Purchase }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const wanted = useListState().get('plan');
    const first = product.plans.find((plan) => plan.code === wanted) ?? product.plans[0];
    const order = usePlaceOrder(product);
    const form = useForm({
        initialValues: { plan_id: first?.id ?? '', name: product.name, accepted: [] as string[] },
        validate: {
            accepted: (digests) =>
                purchase.agreements.every((one) => digests.includes(one.digest))
                    ? null
                    : t`Without your agreement there is no subscription.`,
        },
    });
    const place = () =>
        order.mutate(
            { ...form.values, name: form.values.name.trim() || product.name },
            { onError: (error) => form.setErrors(texts.fields(error)) },
        );
    return (
        <form noValidate onSubmit={form.onSubmit(place, () => focusMissingTick('accepted'))}>
            <Stack gap="lg" maw={760}>
                <Problem error={order.error} />
                <Summary product={product} planId={form.values.plan_id} />
                {product.plans.length > 1 && (
                    <Radio.Group label={t`Plan`} {...form.getInputProps('plan_id')}>
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
                )}
                <TextInput
                    name="name"
                    label={t`Name of the subscription`}
                    description={t`How you find it again among your subscriptions. You can change it later.`}
                    maw={420}
                    maxLength={100}
                    {...form.getInputProps('name')}
                />
                <Checkbox.Group id="agreements" label={t`Agreements`} {...form.getInputProps('accepted')}>
                    <Stack gap="sm" mt="xs">
                        {purchase.agreements.map((agreement) => (
                            <Agreement
                                key={agreement.digest}
                                agreement={agreement}
                                product={product}
                                isMissing={
                                    !!form.errors.accepted && !form.values.accepted.includes(agreement.digest)
                                }
                            />
                        ))}
                    </Stack>
                </Checkbox.Group>
                <SellerSees seller={product.seller.name} />
                <Group gap="xs">
                    <Button type="submit" loading={order.isPending}>
                        <Trans>Subscribe</Trans>
                    </Button>
                    <ButtonLink to="/products/$slug" params={{ slug: product.slug }} variant="default">
                        <Trans>Back</Trans>
                    </ButtonLink>
                </Group>
            </Stack>
        </form>
    );
}

function Summary({ product, planId }: { product: Product; planId: string }) {
    const { t } = useLingui();
    const { organization } = useActing();
    const plan = product.plans.find((one) => one.id === planId);
    return (
        <Paper p="md" component="section" aria-labelledby="summary">
            <Group gap="sm" mb="sm">
                <Logo name={product.name} digest={product.logo_digest} size={32} />
                <Title order={2} id="summary">
                    <Trans>Your order</Trans>
                </Title>
            </Group>
            <Facts
                facts={[
                    [t`Product`, `${product.name} ${product.product_version}`],
                    [t`Seller`, product.seller.name],
                    [t`Plan`, plan?.name],
                    [t`Price`, plan && <PlanPrice key="price" plan={plan} product={product} />],
                    [t`Ordered for`, organization.name],
                ]}
            />
            {product.ai_models.length > 0 && (
                <Stack gap="xs" mt="md">
                    <AiModelTable models={product.ai_models} />
                    <Text size="sm" c="dimmed">
                        <Trans>You pay for what you use, from the first call on. Subscribing is free.</Trans>
                    </Text>
                </Stack>
            )}
        </Paper>
    );
}

function Agreement({
    agreement,
    product,
    isMissing,
}: {
    agreement: Purchase['agreements'][number];
    product: Product;
    isMissing: boolean;
}) {
    const format = useFormat();
    const kinds = useDocumentNames();
    const party = agreement.kind === 'eula' ? product.seller.name : null;
    const title = (
        <Anchor
            href={fileAddress(agreement.digest, agreement.title)}
            target="_blank"
            size="sm"
            underline="always"
        >
            {agreement.title}
        </Anchor>
    );
    return (
        <Checkbox
            value={agreement.digest}
            name="accepted"
            {...missingTick(isMissing, 'agreements')}
            label={
                party ? (
                    <Trans>
                        I agree to the {title} of {party}
                    </Trans>
                ) : (
                    <Trans>I agree to the {title}</Trans>
                )
            }
            description={
                <Trans>
                    {kinds(agreement.kind)} · version {agreement.version} ·{' '}
                    {format.language(agreement.language)}
                </Trans>
            }
        />
    );
}
