import { merge } from './merge';

export const messages = merge(
    import.meta.glob(['../shell/locales/de.po', '../ui/locales/de.po', '../features/catalog/locales/de.po'], {
        eager: true,
    }),
);
