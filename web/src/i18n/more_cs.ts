import { merge } from './merge';

export const messages = merge(
    import.meta.glob(['../features/*/locales/cs.po', '!../features/catalog/**'], { eager: true }),
);
