import { formatter } from '@lingui/format-po';

const folders = [
    'shell',
    'ui',
    'features/catalog',
    'features/identity',
    'features/organizations',
    'features/subscriptions',
    'features/services',
    'features/kubernetes',
    'features/reports',
    'features/operator',
    'features/orders',
    'features/leads',
    'features/audit',
    'features/notices',
    'features/sellers',
    'features/editor',
    'features/revisions',
    'features/federation',
];

export default {
    sourceLocale: 'en',
    locales: ['en', 'de', 'fr', 'cs'],
    // A catalogue beside the code that it belongs to; src/i18n/<language>.ts puts them together.
    catalogs: folders.map((folder) => ({
        path: `<rootDir>/src/${folder}/locales/{locale}`,
        include: [`<rootDir>/src/${folder}`],
    })),
    format: formatter({ lineNumbers: false, origins: false }),
    orderBy: 'message',
    runtimeConfigModule: { Trans: ['@/i18n/Trans', 'Trans'] },
};
