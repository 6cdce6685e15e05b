import { merge } from './merge';

export const messages = merge(
    import.meta.glob(['../shell/locales/cs.po', '../ui/locales/cs.po', '../features/catalog/locales/cs.po'], {
        eager: true,
    }),
);
