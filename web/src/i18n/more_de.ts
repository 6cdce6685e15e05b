import { merge } from './merge';

export const messages = merge(
    import.meta.glob(['../features/*/locales/de.po', '!../features/catalog/**'], { eager: true }),
);
