import { loadMoreMessages } from '@/i18n/language';

/** A lazy part of the application, with the styles and messages that are not there from the start. */
export function withMore<Module>(load: () => Promise<Module>): () => Promise<Module> {
    return async () => {
        // The styles first: those of the part build on them, and the order of loading is the order that counts.
        const [, module] = await Promise.all([import('@/ui/styles_more'), load(), loadMoreMessages()]);
        return module;
    };
}
