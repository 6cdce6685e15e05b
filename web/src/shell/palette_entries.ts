// What the command palette offers: the pages that one may open, and what is found by its name.
import { useLingui } from '@lingui/react/macro';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
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
    go: () => unknown;
}

const OF_A_KIND = 6;

export function usePages(): Entry[] {
    const { t } = useLingui();
    const session = useSession();
    const navigate = useNavigate();
    return useMemo(() => {
        const entries: Entry[] = [
            { id: 'catalog', label: t`Catalogue`, icon: 'grid', go: () => navigate({ to: '/' }) },
        ];
        const organization = session?.organization;
        if (session?.user && organization) {
            const params = { organizationId: organization.id };
            for (const item of navigation.flatMap((group) => group.items))
                if (isFor(item, session))
                    entries.push({
                        id: item.to,
                        label: t(item.label),
                        detail: organization.name,
                        icon: item.icon,
                        go: () => navigate({ to: item.to, params }),
                    });
        }
        for (const one of session?.organizations ?? [])
            if (one.id !== organization?.id)
                entries.push({
                    id: one.id,
                    label: one.name,
                    detail: t`Act for this organization`,
                    icon: 'building',
                    go: () => navigate({ to: '/o/$organizationId', params: { organizationId: one.id } }),
                });
        if (session?.user)
            entries.push({
                id: 'account',
                label: t`Account`,
                icon: 'user',
                go: () => navigate({ to: '/account' }),
            });
        else
            entries.push({
                id: 'sign-in',
                label: t`Sign in`,
                icon: 'user',
                go: () => navigate({ to: '/sign-in' }),
            });
        return entries;
    }, [session, navigate, t]);
}

/** A page for each kind of thing whose id one may have been told. */
const PAGES = {
    sub: '/o/$organizationId/subscriptions/$id',
    ord: '/o/$organizationId/orders/$id',
    quo: '/o/$organizationId/quotes/$id',
    req: '/o/$organizationId/requests/$id',
    lea: '/o/$organizationId/leads/$id',
    wkl: '/o/$organizationId/workloads/$id',
    clu: '/o/$organizationId/clusters/$id',
    whk: '/o/$organizationId/webhooks/$id',
    idp: '/o/$organizationId/identity-providers/$id',
};

/** The address of the thing with that id; undefined: it is none, or has no page. */
export function addressOfId(organizationId: string, text: string): string | undefined {
    const [id, kind] = /^([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}$/.exec(text) ?? [];
    const page = kind && kind in PAGES ? PAGES[kind as keyof typeof PAGES] : undefined;
    return id && page?.replace('$organizationId', organizationId).replace('$id', id);
}

/** What one has, who belongs to it, what the operator decides on, then the catalogue. */
export function useFound(text: string): Entry[] {
    const session = useSession();
    const [q] = useDebouncedValue(text.trim(), 150);
    const isWanted = q !== '' && text.trim() !== '';
    const byId = useById(session, q);
    const subscriptions = useSubscriptions(session, q);
    const orders = useOrders(session, q);
    const members = useMembers(session, q);
    const organizations = useOrganizations(session, q);
    const workloads = useWorkloads(session, q);
    const clusters = useClusters(session, q);
    const requests = useRequests(session, q);
    const leads = useLeads(session, q);
    const registrations = useRegistrations(session, q);
    const products = useProducts(session, q);
    if (byId.length) return byId;
    return isWanted
        ? [
              ...subscriptions,
              ...workloads,
              ...clusters,
              ...orders,
              ...requests,
              ...leads,
              ...members,
              ...organizations,
              ...registrations,
              ...products,
          ]
        : [];
}

const searched = (q: string, isAllowed: boolean) => ({
    enabled: q !== '' && isAllowed,
    placeholderData: keepPreviousData,
});

function useSubscriptions(session: Session | undefined, q: string): Entry[] {
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.user && organizationId !== '';
    const { data } = useQuery({
        ...apiQuery('/v1/subscriptions', { query: { q, limit: OF_A_KIND }, organization: organizationId }),
        ...searched(q, isAllowed),
    });
    if (!isAllowed) return [];
    return (data?.items ?? []).map((one) => ({
        id: one.id,
        label: one.name,
        detail: one.product_name,
        icon: 'key',
        go: () =>
            navigate({
                to: '/o/$organizationId/subscriptions/$subscriptionId',
                params: { organizationId, subscriptionId: one.id },
            }),
    }));
}

function useById(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const address = session?.organization && addressOfId(session.organization.id, q);
    return address
        ? [{ id: q, label: q, detail: t`Go there`, icon: 'box', go: () => navigate({ href: address }) }]
        : [];
}

/** The newest ones are read, and found here. */
function useOrders(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const format = useFormat();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.permissions.includes('reports') && organizationId !== '';
    const { data } = useQuery({
        ...apiQuery('/v1/orders', { query: { limit: 200 }, organization: organizationId }),
        enabled: q !== '' && isAllowed,
    });
    if (!isAllowed) return [];
    const wanted = q.toLowerCase();
    const matches = (data?.items ?? []).filter((one) =>
        `${one.product_name} ${one.plan_name}`.toLowerCase().includes(wanted),
    );
    return matches.slice(0, OF_A_KIND).map((one) => ({
        id: one.id,
        label: one.product_name,
        detail: t`Ordered on ${format.date(one.placed_at)}`,
        icon: 'file',
        go: () =>
            navigate({
                to: '/o/$organizationId/orders/$orderId',
                params: { organizationId, orderId: one.id },
            }),
    }));
}

function useMembers(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.permissions.includes('reports') && organizationId !== '';
    const { data } = useQuery({
        ...apiQuery('/v1/organization/members', {
            query: { q, limit: OF_A_KIND },
            organization: organizationId,
        }),
        ...searched(q, isAllowed),
    });
    if (!isAllowed) return [];
    return (data?.items ?? []).map((one) => ({
        id: one.user_id,
        label: one.name,
        detail: t`Member, ${one.email}`,
        icon: 'user',
        go: () =>
            navigate({
                to: '/o/$organizationId/members',
                params: { organizationId },
                search: { q: one.email } as Record<string, string>,
            }),
    }));
}

function useOrganizations(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.permissions.includes('operate');
    const { data } = useQuery({
        ...apiQuery('/v1/operator/organizations', {
            query: { q, limit: OF_A_KIND },
            organization: organizationId,
        }),
        ...searched(q, isAllowed),
    });
    if (!isAllowed) return [];
    return (data?.items ?? []).map((one) => ({
        id: one.id,
        label: one.name,
        detail: t`Organization`,
        icon: 'building',
        go: () =>
            navigate({
                to: '/o/$organizationId/operator/organizations/$customerId',
                params: { organizationId, customerId: one.id },
            }),
    }));
}

function useWorkloads(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.user && session.permissions.includes('reports') && organizationId !== '';
    const { data } = useQuery({
        ...apiQuery('/v1/workloads', { query: { q, limit: OF_A_KIND }, organization: organizationId }),
        ...searched(q, isAllowed),
    });
    if (!isAllowed) return [];
    return (data?.items ?? []).map((one) => ({
        id: one.id,
        label: one.name,
        detail: t`Workload in ${one.namespace}`,
        icon: 'layers',
        go: () =>
            navigate({
                to: '/o/$organizationId/workloads/$workloadId',
                params: { organizationId, workloadId: one.id },
            }),
    }));
}

/** There are few: all are read, and found here. */
function useClusters(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.user && session.permissions.includes('reports');
    const { data } = useQuery({
        ...apiQuery('/v1/clusters', { query: { limit: 200 }, organization: organizationId }),
        enabled: q !== '' && isAllowed && organizationId !== '',
    });
    if (!isAllowed) return [];
    const matches = (data?.items ?? []).filter((one) => one.name.toLowerCase().includes(q.toLowerCase()));
    return matches.slice(0, OF_A_KIND).map((one) => ({
        id: one.id,
        label: one.name,
        detail: t`Cluster`,
        icon: 'server',
        go: () =>
            navigate({
                to: '/o/$organizationId/clusters/$clusterId',
                params: { organizationId, clusterId: one.id },
            }),
    }));
}

function useRequests(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.permissions.includes('reports') && organizationId !== '';
    const { data } = useQuery({
        ...apiQuery('/v1/requests', { query: { q, limit: OF_A_KIND }, organization: organizationId }),
        ...searched(q, isAllowed),
    });
    if (!isAllowed) return [];
    return (data?.items ?? []).map((one) => ({
        id: one.id,
        label: one.reference,
        detail: t`Request to ${one.seller_name}: ${one.product_name}`,
        icon: 'mail',
        go: () =>
            navigate({
                to: '/o/$organizationId/requests/$requestId',
                params: { organizationId, requestId: one.id },
            }),
    }));
}

function useLeads(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.organization?.is_seller && session.permissions.includes('reports');
    const { data } = useQuery({
        ...apiQuery('/v1/leads', { query: { q, limit: OF_A_KIND }, organization: organizationId }),
        ...searched(q, isAllowed),
    });
    if (!isAllowed) return [];
    return (data?.items ?? []).map((one) => ({
        id: one.id,
        label: one.reference,
        detail: t`Lead from ${one.organization_name}: ${one.product_name}`,
        icon: 'mail',
        go: () =>
            navigate({
                to: '/o/$organizationId/leads/$leadId',
                params: { organizationId, leadId: one.id },
            }),
    }));
}

function useRegistrations(session: Session | undefined, q: string): Entry[] {
    const { t } = useLingui();
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isAllowed = !!session?.permissions.includes('operate');
    const { data } = useQuery({
        ...apiQuery('/v1/operator/registrations', {
            query: { q, limit: OF_A_KIND },
            organization: organizationId,
        }),
        ...searched(q, isAllowed),
    });
    if (!isAllowed) return [];
    return (data?.items ?? []).map((one) => ({
        id: one.id,
        label: one.company_name,
        detail: t`Registration`,
        icon: 'building',
        go: () =>
            navigate({
                to: '/o/$organizationId/operator/registrations/$registrationId',
                params: { organizationId, registrationId: one.id },
            }),
    }));
}

/** The operator finds the products that are not published too, and comes to where they are changed. */
function useProducts(session: Session | undefined, q: string): Entry[] {
    const navigate = useNavigate();
    const organizationId = session?.organization?.id ?? '';
    const isOperator = !!session?.permissions.includes('operate');
    const catalog = useQuery({
        ...apiQuery('/v1/products', { query: { q, limit: OF_A_KIND } }),
        ...searched(q, !isOperator),
    }).data;
    const all = useQuery({
        ...apiQuery('/v1/operator/products', {
            query: { q, limit: OF_A_KIND },
            organization: organizationId,
        }),
        ...searched(q, isOperator),
    }).data;
    if (isOperator)
        return (all?.items ?? []).map((one) => ({
            id: one.id,
            label: one.name,
            detail: one.seller_name,
            icon: 'box',
            go: () =>
                navigate({
                    to: '/o/$organizationId/operator/products/$productId',
                    params: { organizationId, productId: one.id },
                }),
        }));
    return (catalog?.items ?? []).map((one) => ({
        id: one.id,
        label: one.name,
        detail: one.seller.name,
        icon: 'box',
        go: () => navigate({ to: '/products/$slug', params: { slug: one.slug } }),
    }));
}
