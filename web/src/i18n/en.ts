import { merge } from './merge';

export const messages = merge(
    import.meta.glob(['../shell/locales/en.po', '../ui/locales/en.po', '../features/catalog/locales/en.po'], {
        eager: true,
    }),
);
