import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ApiProblem } from '@/api/problem';
import { apiList, apiQuery } from '@/api/query';
import type { Seller } from '@/api/types';
import { NotFoundPage } from '@/shell/pages';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';
import { Logo } from '@/ui/Logo';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { TextOf } from '@/ui/TextOf';
import css from './catalog.module.css';
import { ProductCard } from './ProductCard';

export function SellerPage() {
    const { t } = useLingui();
    const { slug } = useParams({ strict: false }) as { slug: string };
    const { data: seller, error, refetch } = useQuery(apiQuery('/v1/sellers/{slug}', { path: { slug } }));
    if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    if (!seller) return <Skeleton h={240} aria-label={t`Loading`} />;
    return (
        <>
            <PageHeader
                title={seller.name}
                crumbs={[{ label: t`Catalogue`, link: { to: '/' } }]}
                logo={<Logo name={seller.name} digest={seller.logo_digest} size={40} />}
            />
            <Stack gap="xl">
                <Text maw="75ch" style={{ whiteSpace: 'pre-line' }}>
                    <TextOf value={seller.about} />
                </Text>
                <SellerContact seller={seller} />
                <SellerProducts seller={seller} />
            </Stack>
        </>
    );
}

export function SellerContact({ seller }: { seller: Seller }) {
    const { t } = useLingui();
    const format = useFormat();
    return (
        <Facts
            facts={[
                [t`Website`, <Outside key="website" href={seller.website} />],
                [t`Contact`, <Mail key="contact" address={seller.contact_email} />],
                [t`Support`, <Mail key="support" address={seller.support_email} />],
                [t`Support page`, seller.support_url && <Outside key="page" href={seller.support_url} />],
                [t`Country`, format.country(seller.country)],
            ]}
        />
    );
}

export function Mail({ address }: { address: string }) {
    return (
        <Anchor size="sm" underline="always" href={`mailto:${address}`}>
            {address}
        </Anchor>
    );
}

/** A link out of the marketplace. */
export function Outside({ href, children }: { href: string; children?: string }) {
    return (
        <Anchor size="sm" underline="always" href={href} target="_blank" rel="noopener noreferrer nofollow">
            {children ?? href.replace(/^https?:\/\//, '').replace(/\/$/, '')}
        </Anchor>
    );
}

function SellerProducts({ seller }: { seller: Seller }) {
    const { t } = useLingui();
    const list = useInfiniteQuery(apiList('/v1/products', { query: { seller: seller.slug } }));
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
