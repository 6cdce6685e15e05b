import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// For `npm run dev`: where a Kontor server listens.
const server = process.env.KONTOR_PUBLIC_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
    plugins: [react({ babel: { plugins: ['@lingui/babel-plugin-lingui-macro'] } }), lingui()],
    resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
    build: {
        target: 'es2022',
        manifest: 'manifest.json',
        assetsInlineLimit: 0, // the content security policy allows no data: scripts
        modulePreload: { polyfill: false },
    },
    server: {
        host: '127.0.0.1',
        port: Number(process.env.PORT ?? 5173),
        proxy: { '/v1': server, '/ai': server, '/openapi.json': server },
    },
    test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: 'src/testing/setup.ts' },
});
