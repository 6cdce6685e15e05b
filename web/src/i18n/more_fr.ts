import { merge } from './merge';

export const messages = merge(
    import.meta.glob(['../features/*/locales/fr.po', '!../features/catalog/**'], { eager: true }),
);
