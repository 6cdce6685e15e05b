import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Stack, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiList, apiQuery } from '@/api/query';
import type { Seller } from '@/api/types';
import { absence } from '@/shell/pages';
import { EmptyState } from '@/ui/EmptyState';
import { Logo } from '@/ui/Logo';
import { MarkdownOf } from '@/ui/Markdown';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { catalogQuery } from './catalog_state';
import css from './catalog.module.css';
import { ProductCard } from './ProductCard';
import { SellerCompany } from './SellerCompany';
import { SellerContact } from './SellerContact';

export function SellerPage() {
    const { t } = useLingui();
    const { slug } = useParams({ strict: false }) as { slug: string };
    const query = useQuery(apiQuery('/v1/sellers/{seller}', { path: { seller: slug } }));
    const { data: seller } = query;
    const absent = absence(query);
    if (absent || !seller) return absent;
    return (
        <>
            <PageHeader
                title={seller.name}
                crumbs={[{ label: t`Catalogue`, link: { to: '/' } }]}
                logo={<Logo name={seller.name} digest={seller.logo_digest} size={40} />}
            />
            <Stack gap="xl">
                <MarkdownOf html={seller.about_html} />
                <SellerContact seller={seller} />
                <SellerCompany seller={seller} level={2} />
                <SellerProducts seller={seller} />
            </Stack>
        </>
    );
}

function SellerProducts({ seller }: { seller: Seller }) {
    const { t } = useLingui();
    const list = useInfiniteQuery(apiList('/v1/products', { query: catalogQuery({ seller: seller.slug }) }));
    const items = list.data?.pages.flatMap((page) => page.items) ?? [];
    return (
        <section aria-labelledby="products">
            <Group mb="sm">
                <Title order={2} id="products">
                    <Trans>Products</Trans>
                </Title>
            </Group>
            <Problem error={list.error} onRetry={() => list.refetch()} />
            {list.isSuccess && items.length === 0 && (
                <EmptyState title={t`Nothing for sale at the moment`}>
                    <Trans>This seller has no published product.</Trans>
                </EmptyState>
            )}
            <ul className={css.grid}>
                {items.map((item) => (
                    <li key={item.id}>
                        <ProductCard product={item} />
                    </li>
                ))}
            </ul>
        </section>
    );
}
