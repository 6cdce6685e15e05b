import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { apiQuery } from '@/api/query';
import type { Product } from '@/api/types';
import { absence } from '@/shell/pages';
import { textOf, useFormat } from '@/ui/format';
import { Logo } from '@/ui/Logo';
import { TextLink } from '@/ui/links';
import { Markdown } from '@/ui/Markdown';
import { PageHeader } from '@/ui/PageHeader';
import { TextOf } from '@/ui/TextOf';
import { ActionBox } from './ActionBox';
import { AiModels } from './AiModels';
import { Estimator } from './Estimator';
import { Plans } from './Plans';
import { Documents, Guides, ProductFacts, Support, UsedSoftware } from './ProductDetails';
import css from './product.module.css';
import { Snippets } from './Snippets';

export function ProductPage() {
    const { t } = useLingui();
    const { slug } = useParams({ strict: false }) as { slug: string };
    const query = useQuery(apiQuery('/v1/products/{product}', { path: { product: slug } }));
    const { data: product } = query;
    const absent = absence(query);
    if (absent || !product) return absent;
    const isAi = product.ai_models.length > 0;
    return (
        <>
            <Head product={product} />
            <div className={css.columns}>
                <Stack gap={40} miw={0} flex={1}>
                    <Description product={product} />
                    <Plans product={product} />
                    {isAi && <AiModels product={product} />}
                    {isAi && <Estimator product={product} />}
                    {isAi && <Snippets product={product} />}
                    <ProductFacts product={product} />
                    <UsedSoftware product={product} />
                    <Documents product={product} />
                    <Guides product={product} />
                    <Support product={product} />
                </Stack>
                <aside className={css.aside} aria-label={t`Get this product`}>
                    <ActionBox product={product} />
                </aside>
            </div>
        </>
    );
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

const LONG = 900; // characters of HTML from which on a description starts collapsed

function Description({ product }: { product: Product }) {
    const { locale } = useFormat();
    const [isOpen, setOpen] = useState(false);
    const id = useId();
    const { text: html, language } = textOf(product.description_html, locale);
    const isLong = html.length > LONG;
    if (!html) return null;
    return (
        <section aria-labelledby="description">
            <Title order={2} id="description" mb="sm">
                <Trans>Description</Trans>
            </Title>
            {/* What is cut off is not read out and not reached by the keyboard either. */}
            <div id={id} className={isLong && !isOpen ? css.collapsed : undefined} inert={isLong && !isOpen}>
                <Markdown html={html} language={language} />
            </div>
            {isLong && (
                <Button
                    variant="subtle"
                    size="compact-sm"
                    mt="xs"
                    aria-expanded={isOpen}
                    aria-controls={id}
                    onClick={() => setOpen(!isOpen)}
                >
                    {isOpen ? <Trans>Show less</Trans> : <Trans>Show the full description</Trans>}
                </Button>
            )}
        </section>
    );
}
