import { useLocation } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
    interface HistoryState {
        email?: string;
    }
}

/**
 * The mail address that was typed on the page before. Links hand it over as `state={{ email }}`: in the browser's history,
 * where no server sees it.
 */
export const useTypedEmail = () => useLocation({ select: ({ state }) => state.email ?? '' });
