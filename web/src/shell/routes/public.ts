// What visitors and signed-in people see without an organization.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { atRoot, page } from './base';

export const publicRoutes = [
    createRoute({
        ...atRoot,
        path: '/',
        component: lazyRouteComponent(() => import('@/features/catalog/CatalogPage'), 'CatalogPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/products/$slug',
        component: page(() => import('@/features/catalog/ProductPage'), 'ProductPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/sellers/$slug',
        component: page(() => import('@/features/catalog/SellerPage'), 'SellerPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/become-a-seller',
        component: page(() => import('@/features/sellers/BecomeSellerPage'), 'BecomeSellerPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/sign-in',
        component: page(() => import('@/features/identity/SignInPage'), 'SignInPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/sign-in/callback/$providerId',
        component: page(() => import('@/features/federation/CallbackPage'), 'CallbackPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/sign-in/cloud',
        component: page(() => import('@/features/federation/CloudSignInPage'), 'CloudSignInPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/register',
        component: page(() => import('@/features/identity/RegisterPage'), 'RegisterPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/forgotten-password',
        component: page(() => import('@/features/identity/ForgottenPasswordPage'), 'ForgottenPasswordPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/password',
        component: page(() => import('@/features/identity/PasswordPage'), 'PasswordPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/invitation',
        component: page(() => import('@/features/organizations/InvitationPage'), 'InvitationPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/cloud-consent',
        component: page(() => import('@/features/federation/CloudConsentPage'), 'CloudConsentPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/quote',
        component: page(() => import('@/features/orders/QuoteLinkPage'), 'QuoteLinkPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/account',
        component: page(() => import('@/features/identity/AccountPage'), 'AccountPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/access',
        component: page(() => import('@/features/organizations/SuspensionPage'), 'SuspensionPage'),
    }),
    createRoute({
        ...atRoot,
        path: '/unsubscribe',
        component: page(() => import('@/features/notices/UnsubscribePage'), 'UnsubscribePage'),
    }),
] as const;
