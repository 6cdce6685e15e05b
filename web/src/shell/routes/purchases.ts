// What an organization buys and has bought.
import { createRoute } from '@tanstack/react-router';
import { textSearch } from '@/ui/list_state';
import { inOrganization, page } from './base';

const subscription = createRoute({
    ...inOrganization,
    path: '/subscriptions/$subscriptionId',
    component: page(() => import('@/features/subscriptions/SubscriptionPage'), 'SubscriptionPage'),
});
const inSubscription = {
    getParentRoute: () => subscription,
    validateSearch: textSearch,
    staticData: { permission: 'reports' },
} as const;
// Not within addChildren(): there the paths would be any text.
const subscriptionRoutes = [
    createRoute({
        ...inSubscription,
        path: '/',
        component: page(
            () => import('@/features/subscriptions/SubscriptionOverview'),
            'SubscriptionOverview',
        ),
    }),
    createRoute({
        ...inSubscription,
        path: '/keys',
        component: page(() => import('@/features/services/AiKeys'), 'AiKeys'),
    }),
    createRoute({
        ...inSubscription,
        path: '/usage',
        component: page(() => import('@/features/subscriptions/SubscriptionUsage'), 'SubscriptionUsage'),
    }),
    createRoute({
        ...inSubscription,
        path: '/calls',
        component: page(() => import('@/features/services/AiCalls'), 'AiCalls'),
    }),
    createRoute({
        ...inSubscription,
        path: '/documents',
        component: page(
            () => import('@/features/subscriptions/SubscriptionDocuments'),
            'SubscriptionDocuments',
        ),
    }),
] as const;

export const purchasesRoutes = [
    createRoute({
        ...inOrganization,
        path: '/',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/reports/DashboardPage'), 'DashboardPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/subscribe/$slug',
        component: page(() => import('@/features/subscriptions/SubscribePage'), 'SubscribePage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/subscriptions',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/subscriptions/SubscriptionsPage'), 'SubscriptionsPage'),
    }),
    subscription.addChildren(subscriptionRoutes),
    createRoute({
        ...inOrganization,
        path: '/usage',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/reports/UsagePage'), 'UsagePage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/orders',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/orders/OrdersPage'), 'OrdersPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/orders/$orderId',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/orders/OrderPage'), 'OrderPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/quotes/$quoteId',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/orders/QuotePage'), 'QuotePage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/request/$slug',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/leads/NewRequestPage'), 'NewRequestPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/requests',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/leads/RequestsPage'), 'RequestsPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/requests/$requestId',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/leads/RequestPage'), 'RequestPage'),
    }),
] as const;
