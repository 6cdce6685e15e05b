import '@/ui/styles';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { newQueryClient, seed } from '@/api/query';
import { chooseLanguage, LanguageProvider, preferredLanguage } from '@/i18n/language';
import { newRouter } from '@/shell/router';
import { theme, variables } from '@/ui/theme';

const queries = newQueryClient();
seed(queries, document.getElementById('kontor-data')?.textContent);
const router = newRouter();

async function start(place: HTMLElement): Promise<void> {
    await chooseLanguage(preferredLanguage());
    createRoot(place).render(
        <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
            <LanguageProvider>
                <QueryClientProvider client={queries}>
                    <RouterProvider router={router} />
                </QueryClientProvider>
            </LanguageProvider>
        </MantineProvider>,
    );
}

const place = document.getElementById('root');
if (place) void start(place);
