import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import type { FacetValue } from '@/api/types';
import { withMore } from '@/shell/more';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { useLicenceTypeNames, usePriceModelNames, useServiceTypeNames } from '@/ui/names';
import css from './catalog.module.css';
import {
    type FilterName,
    filterNames,
    type ProductPageAnswer,
    toggled,
    useCatalogState,
    valuesOf,
} from './catalog_state';

const FilterDrawer = lazy(withMore(() => import('./FilterDrawer')));

type Facets = ProductPageAnswer['facets'];
const SHORT = 6; // values that are shown before "show all"

export function CatalogFilters({ facets }: { facets: Facets | undefined }) {
    const { t } = useLingui();
    const [isOpen, drawer] = useDisclosure();
    return (
        <>
            <aside className={css.filters} aria-label={t`Filters`}>
                <FilterGroups facets={facets} />
            </aside>
            <Button
                className={css.filtersButton}
                variant="default"
                leftSection={<Icon name="filter" size={14} />}
                onClick={drawer.open}
            >
                <Trans>Filters</Trans>
            </Button>
            {isOpen && (
                <Suspense>
                    <FilterDrawer onClose={drawer.close}>
                        <FilterGroups facets={facets} />
                    </FilterDrawer>
                </Suspense>
            )}
        </>
    );
}

function useFilterLabels(): Record<FilterName, string> {
    const { t } = useLingui();
    return {
        category: t`Category`,
        service_type: t`Service type`,
        licence_type: t`Licence type`,
        price_model: t`Price`,
        seller: t`Seller`,
    };
}

/** What a value of a filter is called. */
function useValueName() {
    const format = useFormat();
    const names = {
        service_type: useServiceTypeNames(),
        licence_type: useLicenceTypeNames(),
        price_model: usePriceModelNames(),
    };
    return (name: FilterName, facet: FacetValue) =>
        name in names
            ? names[name as keyof typeof names](facet.value)
            : format.text(facet.label) || facet.value;
}

function FilterGroups({ facets }: { facets: Facets | undefined }) {
    const labels = useFilterLabels();
    return (
        <Stack gap="lg">
            {facets &&
                filterNames.map((name) => (
                    <FilterGroup key={name} name={name} label={labels[name]} facets={facets[name]} />
                ))}
        </Stack>
    );
}

function FilterGroup({ name, label, facets }: { name: FilterName; label: string; facets: FacetValue[] }) {
    const { search, set } = useCatalogState();
    const valueName = useValueName();
    const format = useFormat();
    const [isLong, setLong] = useState(false);
    const chosen = valuesOf(search[name]);
    const shown = isLong ? facets : facets.filter((facet, at) => at < SHORT || chosen.includes(facet.value));
    if (facets.length === 0) return null;
    return (
        <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
            <Text component="legend" fw={600} size="sm" mb={6}>
                {label}
            </Text>
            {/* 24 px from one box to the next, so that a finger finds each. */}
            <Stack gap={9}>
                {shown.map((facet) => (
                    <Group key={facet.value} justify="space-between" gap="xs" wrap="nowrap">
                        <Checkbox
                            size="xs"
                            label={valueName(name, facet)}
                            checked={chosen.includes(facet.value)}
                            onChange={() => set({ [name]: toggled(search[name], facet.value) })}
                            styles={{ label: { fontSize: 'var(--mantine-font-size-sm)' } }}
                        />
                        <Text span size="xs" c="dimmed" className="number">
                            {format.number(facet.count)}
                        </Text>
                    </Group>
                ))}
                {facets.length > SHORT && (
                    <Button
                        variant="subtle"
                        size="compact-xs"
                        onClick={() => setLong(!isLong)}
                        style={{ alignSelf: 'flex-start' }}
                    >
                        {isLong ? <Trans>Show fewer</Trans> : <Trans>Show all {facets.length}</Trans>}
                    </Button>
                )}
            </Stack>
        </fieldset>
    );
}

/** What is chosen, each with a way to take it back. */
export function ChosenFilters({ facets }: { facets: Facets | undefined }) {
    const { t } = useLingui();
    const { search, set, clear } = useCatalogState();
    const valueName = useValueName();
    const chosen = filterNames.flatMap((name) =>
        valuesOf(search[name]).map((value) => ({
            name,
            value,
            label: valueName(
                name,
                facets?.[name].find((facet) => facet.value === value) ?? {
                    value,
                    label: { en: null, de: null, fr: null, cs: null },
                    count: 0,
                },
            ),
        })),
    );
    if (chosen.length === 0) return null;
    return (
        <Group gap="xs">
            {chosen.map(({ name, value, label }) => (
                <Button
                    key={name + value}
                    size="compact-sm"
                    variant="light"
                    rightSection={<Icon name="close" size={12} />}
                    aria-label={t`Remove the filter ${label}`}
                    onClick={() => set({ [name]: toggled(search[name], value) })}
                >
                    {label}
                </Button>
            ))}
            <Button size="compact-sm" variant="subtle" color="gray" c="dimmed" onClick={clear}>
                <Trans>Clear all</Trans>
            </Button>
        </Group>
    );
}
