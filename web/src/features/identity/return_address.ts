import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** An address within this application, or null: ?return= comes from outside and must not lead there. */
export function safeReturn(address: string | undefined): string | null {
    if (!address?.startsWith('/') || address.startsWith('//') || address.includes('\\')) return null;
    return address;
}

/** Where one wanted to go before signing in, and how to get there. */
export function useReturn() {
    const search = useSearch({ strict: false }) as { return?: string };
    const navigate = useNavigate();
    const address = safeReturn(search.return);
    const go = useCallback(() => navigate({ href: address ?? '/', replace: true }), [navigate, address]);
    return { address, go };
}
