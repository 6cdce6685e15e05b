import { loadMoreMessages } from '@/i18n/language';

/** A lazy part of the application, with the styles and messages that are not there from the start. */
export function withMore<Module>(load: () => Promise<Module>): () => Promise<Module> {
    return async () => {
        const [module] = await Promise.all([load(), import('@/ui/styles_more'), loadMoreMessages()]);
        return module;
    };
}
