import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { client } from '@/api/client';
import type { Product } from '@/api/types';
import { absence } from '@/shell/pages';
import { useFormat } from '@/ui/format';
import { Logo } from '@/ui/Logo';
import { useListState } from '@/ui/list_state';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { TextOf } from '@/ui/TextOf';
import { ActionBox } from './ActionBox';
import { AiModels } from './AiModels';
import { Estimator } from './Estimator';
import { LifeNotice } from './LifeNotice';
import { Plans } from './Plans';
import { ProductDescription } from './ProductDescription';
import { Documents, Guides, ProductFacts, ProductSupport, UsedSoftware } from './ProductDetails';
import css from './product.module.css';
import { Screenshots } from './Screenshots';
import { Snippets } from './Snippets';
import { useProduct } from './use_product';

export function ProductPage() {
    const { t } = useLingui();
    const { slug } = useParams({ strict: false }) as { slug: string };
    const isOwn = useListState().get('subscribed') === 'yes';
    const query = useProduct(slug, { isOwn });
    const { data: product } = query;
    useView(product);
    const absent = absence(query);
    if (absent || !product) return absent;
    const isAi = product.ai_models.length > 0;
    return (
        <>
            <Head product={product} />
            <LifeNotice
                state={product.state}
                reason={product.end_of_life_reason ?? product.unpublished_reason}
                expectedReturn={product.expected_return}
                lastDay={product.last_day}
            >
                <Trans>You see this page because your organization subscribed to it.</Trans>
            </LifeNotice>
            <div className={css.columns}>
                <Stack gap={40} miw={0} flex={1}>
                    <ProductDescription product={product} />
                    <Screenshots product={product} />
                    <Plans product={product} />
                    {isAi && <AiModels product={product} />}
                    {isAi && product.state === 'published' && <Estimator product={product} />}
                    {isAi && <Snippets product={product} />}
                    <ProductFacts product={product} />
                    <UsedSoftware product={product} />
                    <Documents product={product} />
                    <Guides product={product} />
                    <ProductSupport product={product} />
                </Stack>
                <aside className={css.aside} aria-label={t`Get this product`}>
                    <ActionBox product={product} />
                </aside>
            </div>
        </>
    );
}

/** Tells that somebody looks at the page; the marketplace keeps the number alone. */
function useView(product: Product | undefined) {
    const slug = product?.state === 'published' ? product.slug : undefined;
    useEffect(() => {
        if (!slug) return;
        const params = { path: { product: slug } };
        // Nobody has to know that it went wrong.
        client.POST('/v1/products/{product}/views', { params }).catch(() => {});
    }, [slug]);
}

function Head({ product }: { product: Product }) {
    const { t } = useLingui();
    return (
        <PageHeader
            title={product.name}
            crumbs={[
                { label: t`Catalogue`, link: { to: '/' } },
                {
                    label: useFormat().text(product.category.name),
                    link: { to: '/', search: { category: product.category.slug } },
                },
            ]}
            logo={<Logo name={product.name} digest={product.logo_digest} size={40} />}
            description={
                <>
                    <Text span size="sm" display="block" mb={4}>
                        <Trans>
                            Provided by{' '}
                            <TextLink
                                to="/sellers/$slug"
                                params={{ slug: product.seller.slug }}
                                underline="always"
                            >
                                {product.seller.name}
                            </TextLink>{' '}
                            · version {product.product_version}
                        </Trans>
                    </Text>
                    <TextOf value={product.short_description} />
                </>
            }
        />
    );
}
