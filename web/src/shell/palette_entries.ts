// What the command palette offers: the pages that one may open, and what is found by its name.
import { useLingui } from '@lingui/react/macro';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiQuery } from '@/api/query';
import type { Session } from '@/api/types';
import { useFormat } from '@/ui/format';
import type { IconName } from '@/ui/icons';
import { isFor, navigation } from './navigation';
import { useSession } from './session';

export interface Entry {
    id: string;
    label: string;
    detail?: string;
    icon: IconName;
    address: string;
}

const OF_A_KIND = 6;
const PAGES = navigation.flatMap(({ items }) => items);

export function usePages(): Entry[] {
    const { t } = useLingui();
    const session = useSession();
    return useMemo(() => {
        const organization = session?.organization;
        const entries: Entry[] = [{ id: 'catalog', label: t`Catalogue`, icon: 'grid', address: '/' }];
        if (session?.user && organization)
            for (const item of PAGES.filter((one) => isFor(one, session)))
                entries.push({
                    id: item.to,
                    label: t(item.label),
                    detail: organization.name,
                    icon: item.icon,
                    address: item.to.replace('$organizationId', organization.id),
                });
        for (const one of session?.organizations ?? [])
            if (one.id !== organization?.id)
                entries.push({
                    id: one.id,
                    label: one.name,
                    detail: t`Act for this organization`,
                    icon: 'building',
                    address: `/o/${one.id}`,
                });
        entries.push(
            session?.user
                ? { id: 'account', label: t`Account`, icon: 'user', address: '/account' }
                : { id: 'sign-in', label: t`Sign in`, icon: 'user', address: '/sign-in' },
        );
        return entries;
    }, [session, t]);
}

/** Where the things are whose id one may have been told: folders behind the organization in the address. */
const FOLDERS: Record<string, string> = {
    cfg: 'configurations',
    cla: 'cloud-accounts',
    clu: 'clusters',
    idp: 'identity-providers',
    lea: 'leads',
    ord: 'orders',
    org: 'operator/organizations',
    prd: 'operator/products',
    pro: 'operator/registrations',
    quo: 'quotes',
    req: 'requests',
    sap: 'operator/seller-applications',
    sub: 'subscriptions',
    whk: 'webhooks',
    wkl: 'workloads',
};

interface Folder {
    address: string;
    isAllowed: boolean;
}

/** A folder, and whether its pages are for somebody: the item of the navigation says so to which they belong. */
function folderOf(session: Session | undefined, name: string): Folder {
    const item = PAGES.find(({ to, holds }) => to === `/o/$organizationId/${name}` || holds?.includes(name));
    return {
        address: `/o/${session?.organization?.id}/${name}`,
        isAllowed: !!session?.organization && !!item && isFor(item, session),
    };
}

/** The address of the thing with that id; undefined: it is none, has no page, or none for that person. */
export function addressOfId(session: Session | undefined, text: string): string | undefined {
    const [id, kind = ''] = /^([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}$/.exec(text) ?? [];
    const name = FOLDERS[kind];
    const folder = name ? folderOf(session, name) : undefined;
    return folder?.isAllowed ? `${folder.address}/${id}` : undefined;
}

/** What one has, who belongs to it, what the operator decides on, then the catalogue. */
export function useFound(text: string): Entry[] {
    const { t } = useLingui();
    const format = useFormat();
    const session = useSession();
    const [q] = useDebouncedValue(text.trim(), 150);
    const folder = (name: string) => folderOf(session, name);
    const organization = session?.organization?.id;
    const some = { query: { q, limit: OF_A_KIND }, organization };
    const newest = { query: { limit: 200 }, organization }; // the API does not search them: found here
    const isHit = (words: string) => words.toLowerCase().includes(q.toLowerCase());
    const products = folder('operator/products');
    const found = [
        useItems(q, folder('subscriptions'), apiQuery('/v1/subscriptions', some), (one) => ({
            id: one.id,
            label: one.name,
            detail: one.product_name,
            icon: 'key',
        })),
        useItems(q, folder('workloads'), apiQuery('/v1/workloads', some), (one) => ({
            id: one.id,
            label: one.name,
            detail: t`Workload in ${one.namespace}`,
            icon: 'layers',
        })),
        useItems(
            q,
            folder('clusters'),
            apiQuery('/v1/clusters', newest),
            (one) => isHit(one.name) && { id: one.id, label: one.name, detail: t`Cluster`, icon: 'server' },
        ),
        useItems(
            q,
            folder('orders'),
            apiQuery('/v1/orders', newest),
            (one) =>
                isHit(`${one.product_name} ${one.plan_name}`) && {
                    id: one.id,
                    label: one.product_name,
                    detail: t`Ordered on ${format.date(one.placed_at)}`,
                    icon: 'file',
                },
        ),
        useItems(q, folder('requests'), apiQuery('/v1/requests', some), (one) => ({
            id: one.id,
            label: one.reference,
            detail: t`Request to ${one.seller_name}: ${one.product_name}`,
            icon: 'mail',
        })),
        useItems(q, folder('leads'), apiQuery('/v1/leads', some), (one) => ({
            id: one.id,
            label: one.reference,
            detail: t`Lead from ${one.organization_name}: ${one.product_name}`,
            icon: 'mail',
        })),
        useItems(q, folder('members'), apiQuery('/v1/organization/members', some), (one) => ({
            id: one.user_id,
            label: one.name,
            detail: t`Member, ${one.email}`,
            icon: 'user',
            address: `${folder('members').address}?q=${encodeURIComponent(one.email)}`,
        })),
        useItems(
            q,
            folder('operator/organizations'),
            apiQuery('/v1/operator/organizations', some),
            (one) => ({
                id: one.id,
                label: one.name,
                detail: t`Organization`,
                icon: 'building',
            }),
        ),
        useItems(
            q,
            folder('operator/registrations'),
            apiQuery('/v1/operator/registrations', some),
            (one) => ({
                id: one.id,
                label: one.company_name,
                detail: t`Registration`,
                icon: 'building',
            }),
        ),
        // The operator finds the products that are not published too, and comes to where they are changed.
        useItems(q, products, apiQuery('/v1/operator/products', some), (one) => ({
            id: one.id,
            label: one.name,
            detail: one.seller_name,
            icon: 'box',
        })),
        useItems(
            q,
            { address: '/products', isAllowed: !products.isAllowed },
            apiQuery('/v1/products', { query: some.query }),
            (one) => ({
                id: one.id,
                label: one.name,
                detail: one.seller.name,
                icon: 'box',
                address: `/products/${one.slug}`,
            }),
        ),
    ].flat();
    const address = addressOfId(session, q);
    if (address) return [{ id: q, label: q, detail: t`Go there`, icon: 'box', address }];
    return q !== '' && text.trim() !== '' ? found : [];
}

/** What is found in a list of the API, as entries that lead to its pages; none where they are for others. */
function useItems<Body extends { items: unknown[] }>(
    q: string,
    { address, isAllowed }: Folder,
    list: UseQueryOptions<Body, Error, Body, readonly [string | null, string]>,
    entryOf: (item: Body['items'][number]) => (Omit<Entry, 'address'> & Partial<Entry>) | false,
): Entry[] {
    const { data } = useQuery({
        ...list,
        enabled: q !== '' && isAllowed,
        placeholderData: keepPreviousData,
    });
    if (!isAllowed) return [];
    return (data?.items ?? [])
        .map(entryOf)
        .filter((entry) => !!entry)
        .slice(0, OF_A_KIND)
        .map((entry) => ({ address: `${address}/${entry.id}`, ...entry }));
}
