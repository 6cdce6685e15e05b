import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// For `npm run dev`: where a Kontor server listens.
const server = process.env.KONTOR_PUBLIC_URL ?? 'http://127.0.0.1:8080';

interface ModuleGraph {
    getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}

// The code of the first load in one file, instead of some fifty small ones that splitting would make
// of it. Mantine comes through barrels that import everything, so its part is named here.
const BARREL = /@mantine\/(core|hooks)\/esm\/index\.mjs$/;
const MANTINE =
    /@mantine\/core\/esm\/(core|components\/(ActionIcon|Alert|Anchor|Box|Button|Checkbox|CloseButton|Flex|Group|InlineInput|Input|InputBase|InputsGroup|Kbd|Loader|NativeSelect|Skeleton|Stack|Text|TextInput|Title|Transition|UnstyledButton))\//;
const firstLoad = new Set<string>();

function baseChunk(id: string, graph: ModuleGraph): string | null {
    const add = (one: string) => {
        if (firstLoad.has(one) || BARREL.test(one)) return;
        firstLoad.add(one);
        graph.getModuleInfo(one)?.importedIds.forEach(add);
    };
    for (const start of ['main.tsx', 'features/catalog/CatalogPage.tsx'])
        add(fileURLToPath(new URL(`./src/${start}`, import.meta.url)));
    return firstLoad.has(id) || MANTINE.test(id) ? 'base' : null;
}

export default defineConfig({
    plugins: [react({ babel: { plugins: ['@lingui/babel-plugin-lingui-macro'] } }), lingui()],
    resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
    build: {
        target: 'es2022',
        manifest: 'manifest.json',
        assetsInlineLimit: 0, // the content security policy allows no data: scripts
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 700, // tools/check-size.mjs watches what is loaded first
        rolldownOptions: {
            checks: { pluginTimings: false },
            output: { codeSplitting: { groups: [{ name: baseChunk }] } },
        },
    },
    server: {
        host: '127.0.0.1',
        port: Number(process.env.PORT ?? 5173),
        proxy: { '/v1': server, '/ai': server, '/openapi.json': server },
    },
    // Not isolated: a document for each file takes six times as long as the tests.
    test: {
        environment: 'jsdom',
        isolate: false,
        include: ['src/**/*.test.{ts,tsx}'],
        setupFiles: 'src/testing/setup.ts',
    },
});
