// Table of contents of the pages: address, what one must be allowed, where the page is.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { Permission } from '@/api/types';
import { withMore } from '@/shell/more';
import { textSearch } from '@/ui/list_state';
import { InOrganization } from './InOrganization';
import { Layout } from './Layout';
import { OrganizationFrame } from './OrganizationFrame';
import { ErrorPage, NotFoundPage } from './pages';

const root = createRootRoute({
    component: Layout,
    notFoundComponent: NotFoundPage,
    errorComponent: ErrorPage,
});
const atRoot = { getParentRoute: () => root, validateSearch: textSearch };

const catalog = createRoute({
    ...atRoot,
    path: '/',
    component: lazyRouteComponent(() => import('@/features/catalog/CatalogPage'), 'CatalogPage'),
});
const product = createRoute({
    ...atRoot,
    path: '/products/$slug',
    component: lazyRouteComponent(
        withMore(() => import('@/features/catalog/ProductPage')),
        'ProductPage',
    ),
});
const seller = createRoute({
    ...atRoot,
    path: '/sellers/$slug',
    component: lazyRouteComponent(
        withMore(() => import('@/features/catalog/SellerPage')),
        'SellerPage',
    ),
});
const becomeSeller = createRoute({
    ...atRoot,
    path: '/become-a-seller',
    component: lazyRouteComponent(
        withMore(() => import('@/features/sellers/BecomeSellerPage')),
        'BecomeSellerPage',
    ),
});
const signIn = createRoute({
    ...atRoot,
    path: '/sign-in',
    component: lazyRouteComponent(
        withMore(() => import('@/features/identity/SignInPage')),
        'SignInPage',
    ),
});
const register = createRoute({
    ...atRoot,
    path: '/register',
    component: lazyRouteComponent(
        withMore(() => import('@/features/identity/RegisterPage')),
        'RegisterPage',
    ),
});
const forgottenPassword = createRoute({
    ...atRoot,
    path: '/forgotten-password',
    component: lazyRouteComponent(
        withMore(() => import('@/features/identity/ForgottenPasswordPage')),
        'ForgottenPasswordPage',
    ),
});
const password = createRoute({
    ...atRoot,
    path: '/password',
    component: lazyRouteComponent(
        withMore(() => import('@/features/identity/PasswordPage')),
        'PasswordPage',
    ),
});
const account = createRoute({
    ...atRoot,
    path: '/account',
    component: lazyRouteComponent(
        withMore(() => import('@/features/identity/AccountPage')),
        'AccountPage',
    ),
});

const organization = createRoute({
    getParentRoute: () => root,
    path: '/o/$organizationId',
    component: OrganizationFrame,
});
const inOrganization = { getParentRoute: () => organization, validateSearch: textSearch };

const dashboard = createRoute({
    ...inOrganization,
    path: '/',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/reports/DashboardPage')),
        'DashboardPage',
    ),
});
const subscribe = createRoute({
    ...inOrganization,
    path: '/subscribe/$slug',
    component: lazyRouteComponent(
        withMore(() => import('@/features/subscriptions/SubscribePage')),
        'SubscribePage',
    ),
});
const subscriptions = createRoute({
    ...inOrganization,
    path: '/subscriptions',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/subscriptions/SubscriptionsPage')),
        'SubscriptionsPage',
    ),
});
const subscription = createRoute({
    ...inOrganization,
    path: '/subscriptions/$subscriptionId',
    component: lazyRouteComponent(
        withMore(() => import('@/features/subscriptions/SubscriptionPage')),
        'SubscriptionPage',
    ),
});
const inSubscription = {
    getParentRoute: () => subscription,
    validateSearch: textSearch,
    staticData: { permission: 'reports' },
} as const;
const subscriptionOverview = createRoute({
    ...inSubscription,
    path: '/',
    component: lazyRouteComponent(
        withMore(() => import('@/features/subscriptions/SubscriptionOverview')),
        'SubscriptionOverview',
    ),
});
const subscriptionKeys = createRoute({
    ...inSubscription,
    path: '/keys',
    component: lazyRouteComponent(
        withMore(() => import('@/features/services/AiKeys')),
        'AiKeys',
    ),
});
const subscriptionUsage = createRoute({
    ...inSubscription,
    path: '/usage',
    component: lazyRouteComponent(
        withMore(() => import('@/features/subscriptions/SubscriptionUsage')),
        'SubscriptionUsage',
    ),
});
const subscriptionCalls = createRoute({
    ...inSubscription,
    path: '/calls',
    component: lazyRouteComponent(
        withMore(() => import('@/features/services/AiCalls')),
        'AiCalls',
    ),
});
const subscriptionDocuments = createRoute({
    ...inSubscription,
    path: '/documents',
    component: lazyRouteComponent(
        withMore(() => import('@/features/subscriptions/SubscriptionDocuments')),
        'SubscriptionDocuments',
    ),
});
const clusters = createRoute({
    ...inOrganization,
    path: '/clusters',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/ClustersPage')),
        'ClustersPage',
    ),
});
const newCluster = createRoute({
    ...inOrganization,
    path: '/clusters/new',
    staticData: { permission: 'purchase' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/NewClusterPage')),
        'NewClusterPage',
    ),
});
const cluster = createRoute({
    ...inOrganization,
    path: '/clusters/$clusterId',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/ClusterPage')),
        'ClusterPage',
    ),
});
const cloudAccounts = createRoute({
    ...inOrganization,
    path: '/cloud-accounts',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/CloudAccountsPage')),
        'CloudAccountsPage',
    ),
});
const newCloudAccount = createRoute({
    ...inOrganization,
    path: '/cloud-accounts/new',
    staticData: { permission: 'purchase' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/NewCloudAccountPage')),
        'NewCloudAccountPage',
    ),
});
const cloudAccount = createRoute({
    ...inOrganization,
    path: '/cloud-accounts/$cloudAccountId',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/CloudAccountPage')),
        'CloudAccountPage',
    ),
});
const configure = createRoute({
    ...inOrganization,
    path: '/configure/$slug',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/NewConfigurationPage')),
        'NewConfigurationPage',
    ),
});
const configurations = createRoute({
    ...inOrganization,
    path: '/configurations',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/ConfigurationsPage')),
        'ConfigurationsPage',
    ),
});
const configuration = createRoute({
    ...inOrganization,
    path: '/configurations/$configurationId',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/ConfigurationPage')),
        'ConfigurationPage',
    ),
});
const workloads = createRoute({
    ...inOrganization,
    path: '/workloads',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/WorkloadsPage')),
        'WorkloadsPage',
    ),
});
const workload = createRoute({
    ...inOrganization,
    path: '/workloads/$workloadId',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/WorkloadPage')),
        'WorkloadPage',
    ),
});
const workloadUpgrade = createRoute({
    ...inOrganization,
    path: '/workloads/$workloadId/upgrade',
    staticData: { permission: 'purchase' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/UpgradePage')),
        'UpgradePage',
    ),
});
const usage = createRoute({
    ...inOrganization,
    path: '/usage',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/reports/UsagePage')),
        'UsagePage',
    ),
});
const orders = createRoute({
    ...inOrganization,
    path: '/orders',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/orders/OrdersPage')),
        'OrdersPage',
    ),
});
const order = createRoute({
    ...inOrganization,
    path: '/orders/$orderId',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/orders/OrderPage')),
        'OrderPage',
    ),
});
const newRequest = createRoute({
    ...inOrganization,
    path: '/request/$slug',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/leads/NewRequestPage')),
        'NewRequestPage',
    ),
});
const requests = createRoute({
    ...inOrganization,
    path: '/requests',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/leads/RequestsPage')),
        'RequestsPage',
    ),
});
const request = createRoute({
    ...inOrganization,
    path: '/requests/$requestId',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/leads/RequestPage')),
        'RequestPage',
    ),
});
const leads = createRoute({
    ...inOrganization,
    path: '/leads',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/leads/LeadsPage')),
        'LeadsPage',
    ),
});
const lead = createRoute({
    ...inOrganization,
    path: '/leads/$leadId',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/leads/LeadPage')),
        'LeadPage',
    ),
});
const profile = createRoute({
    ...inOrganization,
    path: '/profile',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/organizations/ProfilePage')),
        'ProfilePage',
    ),
});
const members = createRoute({
    ...inOrganization,
    path: '/members',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/organizations/MembersPage')),
        'MembersPage',
    ),
});
const activity = createRoute({
    ...inOrganization,
    path: '/activity',
    staticData: { permission: 'members' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/audit/ActivityPage')),
        'ActivityPage',
    ),
});

const sellerApplication = createRoute({
    ...inOrganization,
    path: '/become-a-seller',
    staticData: { permission: 'reports' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/sellers/SellerApplicationPage')),
        'SellerApplicationPage',
    ),
});
const showcase = createRoute({
    ...inOrganization,
    path: '/seller',
    staticData: { permission: 'offerings' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/sellers/ShowcasePage')),
        'ShowcasePage',
    ),
});

const registrations = createRoute({
    ...inOrganization,
    path: '/operator/registrations',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/RegistrationsPage')),
        'RegistrationsPage',
    ),
});
const registration = createRoute({
    ...inOrganization,
    path: '/operator/registrations/$registrationId',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/RegistrationPage')),
        'RegistrationPage',
    ),
});
const sellerApplications = createRoute({
    ...inOrganization,
    path: '/operator/seller-applications',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/SellerApplicationsPage')),
        'SellerApplicationsPage',
    ),
});
const sellerApplicationReview = createRoute({
    ...inOrganization,
    path: '/operator/seller-applications/$applicationId',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/SellerApplicationReviewPage')),
        'SellerApplicationReviewPage',
    ),
});
const operatorProducts = createRoute({
    ...inOrganization,
    path: '/operator/products',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/OperatorProductsPage')),
        'OperatorProductsPage',
    ),
});
const operatorProduct = createRoute({
    ...inOrganization,
    path: '/operator/products/$productId',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/OperatorProductPage')),
        'OperatorProductPage',
    ),
});
const chartReview = createRoute({
    ...inOrganization,
    path: '/operator/products/$productId/revisions/$revisionId/chart',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/ChartReviewPage')),
        'ChartReviewPage',
    ),
});
const infrastructurePrices = createRoute({
    ...inOrganization,
    path: '/operator/infrastructure-prices',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/kubernetes/InfrastructurePricesPage')),
        'InfrastructurePricesPage',
    ),
});
const operatorOffer = createRoute({
    ...inOrganization,
    path: '/operator/offers',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/OfferPage')),
        'OfferPage',
    ),
});
const ownProducts = createRoute({
    ...inOrganization,
    path: '/products',
    staticData: { permission: 'offerings' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/catalog/OwnProductsPage')),
        'OwnProductsPage',
    ),
});
const ownProduct = createRoute({
    ...inOrganization,
    path: '/products/$productId',
    staticData: { permission: 'offerings' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/catalog/OwnProductPage')),
        'OwnProductPage',
    ),
});
const sellerOffer = createRoute({
    ...inOrganization,
    path: '/offers',
    staticData: { permission: 'offerings' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/OfferPage')),
        'OfferPage',
    ),
});
const jobs = createRoute({
    ...inOrganization,
    path: '/operator/jobs',
    staticData: { permission: 'operate' },
    component: lazyRouteComponent(
        withMore(() => import('@/features/operator/JobsPage')),
        'JobsPage',
    ),
});

// Addresses without an organization, as mails have them.
const deepLinks = (
    [
        'operator',
        'clusters',
        'cloud-accounts',
        'workloads',
        'configurations',
        'subscriptions',
        'orders',
        'request',
        'requests',
        'leads',
        'usage',
        'profile',
        'members',
    ] as const
).flatMap((part) => [
    createRoute({ ...atRoot, path: `/${part}`, component: InOrganization }),
    createRoute({ ...atRoot, path: `/${part}/$`, component: InOrganization }),
]);

const routes = root.addChildren([
    catalog,
    product,
    seller,
    becomeSeller,
    signIn,
    register,
    forgottenPassword,
    password,
    account,
    organization.addChildren([
        dashboard,
        subscribe,
        subscriptions,
        subscription.addChildren([
            subscriptionOverview,
            subscriptionKeys,
            subscriptionUsage,
            subscriptionCalls,
            subscriptionDocuments,
        ]),
        clusters,
        newCluster,
        cluster,
        cloudAccounts,
        newCloudAccount,
        cloudAccount,
        configure,
        configurations,
        configuration,
        workloads,
        workload,
        workloadUpgrade,
        usage,
        orders,
        order,
        newRequest,
        requests,
        request,
        leads,
        lead,
        profile,
        members,
        activity,
        sellerApplication,
        showcase,
        registrations,
        registration,
        sellerApplications,
        sellerApplicationReview,
        operatorProducts,
        operatorProduct,
        chartReview,
        infrastructurePrices,
        operatorOffer,
        ownProducts,
        ownProduct,
        sellerOffer,
        jobs,
    ]),
    ...deepLinks,
]);

export function newRouter() {
    return createRouter({
        routeTree: routes,
        defaultPreload: 'intent',
        defaultErrorComponent: ErrorPage,
        defaultNotFoundComponent: NotFoundPage,
        scrollRestoration: true,
        // Parameters are plain texts: ?q=12 is the text 12, not a number in quotes.
        parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
        stringifySearch: (search) => {
            const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
            const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
            return text && `?${text}`;
        },
    });
}

type Router = ReturnType<typeof newRouter>;

/** The pages of an organization that need nothing but its id. */
export type OrganizationPath =
    | '/o/$organizationId'
    | (Extract<keyof Router['routesByPath'], `/o/$organizationId/${string}`> extends infer Path
          ? Path extends `/o/$organizationId/${string}$${string}` | '/o/$organizationId/'
              ? never
              : Path
          : never);

declare module '@tanstack/react-router' {
    interface Register {
        router: Router;
    }
    interface StaticDataRouteOption {
        permission?: Permission;
    }
}
