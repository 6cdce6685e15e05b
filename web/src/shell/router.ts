// Table of contents of the pages: address, what one must be allowed, where the page is.
import { createRoute, createRouter } from '@tanstack/react-router';
import type { Permission } from '@/api/types';
import { InOrganization } from './InOrganization';
import { ErrorPage, NotFoundPage } from './pages';
import { atRoot, organization, root } from './routes/base';
import { kubernetesRoutes } from './routes/kubernetes';
import { offeringsRoutes } from './routes/offerings';
import { operatorRoutes } from './routes/operator';
import { organizationRoutes } from './routes/organization';
import { publicRoutes } from './routes/public';
import { purchasesRoutes } from './routes/purchases';

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
        'webhooks',
    ] as const
).flatMap((part) => [
    createRoute({ ...atRoot, path: `/${part}`, component: InOrganization }),
    createRoute({ ...atRoot, path: `/${part}/$`, component: InOrganization }),
]);

const routes = root.addChildren([
    ...publicRoutes,
    organization.addChildren([
        ...purchasesRoutes,
        ...kubernetesRoutes,
        ...organizationRoutes,
        ...offeringsRoutes,
        ...operatorRoutes,
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
