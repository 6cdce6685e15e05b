// What all routes stand on: the root, an organization's frame, pages that are loaded when they are wanted.
import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withMore } from '@/shell/more';
import { textSearch } from '@/ui/list_state';
import { Layout } from '../Layout';
import { OrganizationFrame } from '../OrganizationFrame';
import { ErrorPage, NotFoundPage } from '../pages';

export const root = createRootRoute({
    component: Layout,
    notFoundComponent: NotFoundPage,
    errorComponent: ErrorPage,
});
export const atRoot = { getParentRoute: () => root, validateSearch: textSearch };

export const organization = createRoute({
    getParentRoute: () => root,
    path: '/o/$organizationId',
    component: OrganizationFrame,
});
export const inOrganization = { getParentRoute: () => organization, validateSearch: textSearch };

/** A page with all its styles and messages. */
export const page = <Module extends object, Name extends keyof Module & string>(
    load: () => Promise<Module>,
    name: Name,
) => lazyRouteComponent(withMore(load), name);
