// After the first sign-in the organization's profile is asked for; that may wait (C1).
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import type { Session } from '@/api/types';

const keyOf = (id: string) => `kontor.setup_later.${id}`;

function wasPutOff(id: string): boolean {
    try {
        return localStorage.getItem(keyOf(id)) !== null;
    } catch {
        return false;
    }
}

function putOff(id: string): void {
    try {
        localStorage.setItem(keyOf(id), '1');
    } catch {
        // storage is forbidden: it is asked again after the page is loaded anew
    }
}

/** The organization to ask about, and how to put it off; null where there is nothing to ask. */
export function useSetup(session: Session | undefined) {
    const { pathname } = useLocation();
    const [laterId, setLaterId] = useState<string | null>(null);
    const organization = session?.user ? session.organization : null;
    if (!organization || organization.is_operator || organization.profile_state !== 'none') return null;
    if (!session?.permissions.includes('profile') || pathname.endsWith('/profile')) return null;
    if (laterId === organization.id || wasPutOff(organization.id)) return null;
    const later = () => {
        putOff(organization.id);
        setLaterId(organization.id);
    };
    return { organization, later };
}
