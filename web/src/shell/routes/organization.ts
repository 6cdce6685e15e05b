// An organization, its people and how they get in.
import { createRoute } from '@tanstack/react-router';
import { inOrganization, page } from './base';

export const organizationRoutes = [
    createRoute({
        ...inOrganization,
        path: '/profile',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/organizations/ProfilePage'), 'ProfilePage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/members',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/organizations/MembersPage'), 'MembersPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/customers',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/organizations/CustomersPage'), 'CustomersPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/access',
        staticData: { permission: 'members' },
        component: page(() => import('@/features/organizations/AccessPage'), 'AccessPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/audit-log',
        staticData: { permission: 'members' },
        component: page(() => import('@/features/audit/AuditLogPage'), 'AuditLogPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/identity-providers',
        staticData: { permission: 'members' },
        component: page(() => import('@/features/federation/IdentityProvidersPage'), 'IdentityProvidersPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/identity-providers/$providerId',
        staticData: { permission: 'members' },
        component: page(() => import('@/features/federation/IdentityProviderPage'), 'IdentityProviderPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/webhooks',
        staticData: { permission: 'members' },
        component: page(() => import('@/features/notices/WebhooksPage'), 'WebhooksPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/webhooks/$webhookId',
        staticData: { permission: 'members' },
        component: page(() => import('@/features/notices/WebhookPage'), 'WebhookPage'),
    }),
] as const;
