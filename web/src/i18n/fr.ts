import { merge } from './merge';

export const messages = merge(
    import.meta.glob(['../shell/locales/fr.po', '../ui/locales/fr.po', '../features/catalog/locales/fr.po'], {
        eager: true,
    }),
);
