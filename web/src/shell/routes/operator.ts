// The operator’s pages.
import { createRoute } from '@tanstack/react-router';
import { inOrganization, page } from './base';

const forOperator = { ...inOrganization, staticData: { permission: 'operate' } } as const;

export const operatorRoutes = [
    createRoute({
        ...forOperator,
        path: '/operator/registrations',
        component: page(() => import('@/features/operator/RegistrationsPage'), 'RegistrationsPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/registrations/$registrationId',
        component: page(() => import('@/features/operator/RegistrationPage'), 'RegistrationPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/seller-applications',
        component: page(() => import('@/features/operator/SellerApplicationsPage'), 'SellerApplicationsPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/seller-applications/$applicationId',
        component: page(
            () => import('@/features/operator/SellerApplicationReviewPage'),
            'SellerApplicationReviewPage',
        ),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/reviews',
        component: page(() => import('@/features/operator/ReviewsPage'), 'ReviewsPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/reviews/$revisionId',
        component: page(() => import('@/features/operator/ReviewPage'), 'ReviewPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/products',
        component: page(() => import('@/features/operator/OperatorProductsPage'), 'OperatorProductsPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/products/$productId',
        component: page(() => import('@/features/operator/OperatorProductPage'), 'OperatorProductPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/products/$productId/revisions/$revisionId/chart',
        component: page(() => import('@/features/kubernetes/ChartReviewPage'), 'ChartReviewPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/categories',
        component: page(() => import('@/features/operator/CategoriesPage'), 'CategoriesPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/agreements',
        component: page(() => import('@/features/operator/AgreementsPage'), 'AgreementsPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/infrastructure-prices',
        component: page(
            () => import('@/features/kubernetes/InfrastructurePricesPage'),
            'InfrastructurePricesPage',
        ),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/offers',
        component: page(() => import('@/features/operator/OfferPage'), 'OfferPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/templates',
        component: page(() => import('@/features/notices/TemplatesPage'), 'TemplatesPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/templates/$kind/$language',
        component: page(() => import('@/features/notices/TemplatePage'), 'TemplatePage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/mail-domains',
        component: page(() => import('@/features/federation/MailDomainsPage'), 'MailDomainsPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/second-factors',
        component: page(() => import('@/features/identity/LostDevicesPage'), 'LostDevicesPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/jobs',
        component: page(() => import('@/features/operator/JobsPage'), 'JobsPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/organizations',
        component: page(() => import('@/features/operator/OrganizationsPage'), 'OrganizationsPage'),
    }),
    createRoute({
        ...forOperator,
        path: '/operator/organizations/$customerId',
        component: page(() => import('@/features/operator/OrganizationPage'), 'OrganizationPage'),
    }),
] as const;
