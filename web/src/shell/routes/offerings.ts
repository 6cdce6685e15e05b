// What an organization sells.
import { createRoute } from '@tanstack/react-router';
import { inOrganization, page } from './base';

export const offeringsRoutes = [
    createRoute({
        ...inOrganization,
        path: '/become-a-seller',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/sellers/SellerApplicationPage'), 'SellerApplicationPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/seller',
        staticData: { permission: 'offerings' },
        component: page(() => import('@/features/sellers/ShowcasePage'), 'ShowcasePage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/products',
        staticData: { permission: 'offerings' },
        component: page(() => import('@/features/catalog/OwnProductsPage'), 'OwnProductsPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/products/new',
        staticData: { permission: 'offerings' },
        component: page(() => import('@/features/editor/NewProductPage'), 'NewProductPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/drafts/$draftId',
        staticData: { permission: 'offerings' },
        component: page(() => import('@/features/editor/DraftPage'), 'DraftPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/products/$productId',
        staticData: { permission: 'offerings' },
        component: page(() => import('@/features/catalog/OwnProductPage'), 'OwnProductPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/products/$productId/revisions/$number',
        staticData: { permission: 'offerings' },
        component: page(() => import('@/features/revisions/RevisionPage'), 'RevisionPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/offers',
        staticData: { permission: 'offerings' },
        component: page(() => import('@/features/operator/OfferPage'), 'OfferPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/sales',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/reports/SalesPage'), 'SalesPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/leads',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/leads/LeadsPage'), 'LeadsPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/leads/$leadId',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/leads/LeadPage'), 'LeadPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/reply-templates',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/leads/ReplyTemplatesPage'), 'ReplyTemplatesPage'),
    }),
] as const;
