import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert, Box, Button, Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiList } from '@/api/query';
import type { ProductCard as Card } from '@/api/types';
import { EmptyState } from '@/ui/EmptyState';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { usePageTitle } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { CatalogFilters, ChosenFilters } from './CatalogFilters';
import { CatalogSearchField } from './CatalogSearchField';
import css from './catalog.module.css';
import { catalogQuery, type ProductPageAnswer, type Sort, useCatalogState } from './catalog_state';
import { ProductCard } from './ProductCard';

const ROW = 3; // recommended products that stand above the others

export function CatalogPage() {
    const { t } = useLingui();
    const { search, isFiltered, clear } = useCatalogState();
    const list = useInfiniteQuery({
        ...apiList('/v1/products', { query: catalogQuery(search) }),
        placeholderData: keepPreviousData,
    });
    usePageTitle(search.q ? t`${search.q} in the catalogue` : t`Catalogue`);
    const pages = list.data?.pages as ProductPageAnswer[] | undefined;
    const first = pages?.[0];
    const items = pages?.flatMap((page) => page.items) ?? [];
    return (
        <>
            <Box className={css.hero}>
                <Title order={1}>
                    <Trans>Services for your cloud</Trans>
                </Title>
                <Text c="dimmed">
                    <Trans>Models, applications, images and managed services, with their prices.</Trans>
                </Text>
                <CatalogSearchField />
            </Box>
            <div className={css.columns}>
                <CatalogFilters facets={first?.facets} />
                <Stack gap="md" miw={0} flex={1} aria-busy={list.isPlaceholderData}>
                    <ResultBar total={first?.total} />
                    <ChosenFilters facets={first?.facets} />
                    {list.error ? <Problem error={list.error} onRetry={() => list.refetch()} /> : null}
                    {first?.is_near && items.length > 0 && (
                        <Alert color="accent" icon={<Icon name="info" />}>
                            <Trans>Nothing is called exactly “{search.q}”. These come close.</Trans>
                        </Alert>
                    )}
                    {list.isPending && <CardSkeletons />}
                    {first && items.length === 0 && (
                        <EmptyState
                            icon="search"
                            title={t`No product matches`}
                            action={
                                <Button variant="default" onClick={clear}>
                                    <Trans>Show all products</Trans>
                                </Button>
                            }
                        >
                            <Trans>Try fewer filters or another word.</Trans>
                        </EmptyState>
                    )}
                    <Cards items={items} isSplit={!isFiltered && !search.sort} />
                    {list.hasNextPage && (
                        <Group justify="center">
                            <Button
                                variant="default"
                                loading={list.isFetchingNextPage}
                                onClick={() => list.fetchNextPage()}
                            >
                                <Trans>Show more products</Trans>
                            </Button>
                        </Group>
                    )}
                </Stack>
            </div>
        </>
    );
}

function ResultBar({ total }: { total: number | undefined }) {
    const { t } = useLingui();
    const { search, set } = useCatalogState();
    return (
        <Group justify="space-between" gap="xs" mih={36}>
            <Text role="status" c="dimmed" size="sm">
                {total !== undefined && <Plural value={total} one="# product" other="# products" />}
            </Text>
            <NativeSelect
                aria-label={t`Sort order`}
                value={search.sort ?? 'recommended'}
                onChange={(event) => {
                    const sort = event.currentTarget.value as Sort;
                    void set({ sort: sort === 'recommended' ? undefined : sort });
                }}
                data={[
                    { value: 'recommended', label: search.q ? t`Best matches first` : t`Recommended first` },
                    { value: 'name', label: t`By name` },
                    { value: 'newest', label: t`Newest first` },
                ]}
            />
        </Group>
    );
}

/** All cards; without a search the recommended ones have a row of their own. */
function Cards({ items, isSplit }: { items: Card[]; isSplit: boolean }) {
    const recommended = isSplit ? items.filter((item) => item.is_recommended).slice(0, ROW) : [];
    const rest = items.filter((item) => !recommended.includes(item));
    if (recommended.length === 0) return <CardGrid items={items} />;
    return (
        <>
            <section aria-labelledby="recommended">
                <Title order={2} id="recommended" mb="sm">
                    <Trans>Recommended</Trans>
                </Title>
                <CardGrid items={recommended} />
            </section>
            <section aria-labelledby="all-products">
                <Title order={2} id="all-products" mb="sm" mt="xs">
                    <Trans>All products</Trans>
                </Title>
                <CardGrid items={rest} />
            </section>
        </>
    );
}

function CardGrid({ items }: { items: Card[] }) {
    const { locale } = useFormat();
    if (items.length === 0) return null;
    return (
        <ul className={css.grid} key={locale}>
            {items.map((item) => (
                <li key={item.id}>
                    <ProductCard product={item} />
                </li>
            ))}
        </ul>
    );
}

function CardSkeletons() {
    const { t } = useLingui();
    return (
        <div className={css.grid} role="status" aria-label={t`Loading`}>
            {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
                <Skeleton key={key} h={168} />
            ))}
        </div>
    );
}
