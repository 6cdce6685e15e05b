import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** An address within this application, or null: ?return= comes from outside and must not lead there. */
export function safeReturn(address: string | undefined): string | null {
    if (!address?.startsWith('/') || address.startsWith('//') || address.includes('\\')) return null;
    return address;
}

const REMEMBERED = 'kontor.return';

/** A registration goes on by mail: the address waits in this browser until the password is set. */
export function rememberReturn(address: string | null): void {
    try {
        if (address) localStorage.setItem(REMEMBERED, address);
        else localStorage.removeItem(REMEMBERED);
    } catch {
        // storage is forbidden: one begins at the catalogue
    }
}

export function rememberedReturn(): { return?: string } {
    try {
        const address = safeReturn(localStorage.getItem(REMEMBERED) ?? undefined);
        return address ? { return: address } : {};
    } catch {
        return {};
    }
}

/** Where one wanted to go before signing in, and how to get there. */
export function useReturn() {
    const search = useSearch({ strict: false }) as { return?: string };
    const navigate = useNavigate();
    const address = safeReturn(search.return);
    const go = useCallback(() => {
        rememberReturn(null);
        return navigate({ href: address ?? '/', replace: true });
    }, [navigate, address]);
    return { address, go };
}
