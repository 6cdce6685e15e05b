// Renders a part of the application as it stands in the page: theme, language, query cache, router.
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import {
    createMemoryHistory,
    createRootRoute,
    createRoute,
    createRouter,
    RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { newQueryClient } from '@/api/query';
import { LanguageProvider } from '@/i18n/language';
import { textSearch } from '@/ui/list_state';
import { theme } from '@/ui/theme';

export async function show(part: ReactNode, address = '/') {
    const root = createRootRoute();
    const page = createRoute({
        getParentRoute: () => root,
        path: '/',
        validateSearch: textSearch,
        component: () => part,
    });
    const router = createRouter({
        routeTree: root.addChildren([page]),
        history: createMemoryHistory({ initialEntries: [address] }),
    });
    await router.load();
    const queries = newQueryClient();
    const screen = render(
        <MantineProvider theme={theme} env="test">
            <LanguageProvider>
                <QueryClientProvider client={queries}>
                    <RouterProvider router={router as never} />
                </QueryClientProvider>
            </LanguageProvider>
        </MantineProvider>,
    );
    return { ...screen, router, queries };
}
