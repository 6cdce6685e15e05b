import { merge } from './merge';

export const messages = merge(
    import.meta.glob(['../features/*/locales/en.po', '!../features/catalog/**'], { eager: true }),
);
