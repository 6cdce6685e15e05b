// Who is signed in, for which organization, and how long still. Shared by all tabs.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type LinkProps, useParams } from '@tanstack/react-router';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { bodyOf, callContext, client, forOrganization, startChanges } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { OrganizationSummary, Permission, Session } from '@/api/types';
import { followLanguage } from '@/i18n/language';

const ACTIVE_UNTIL = 'kontor.active_until';
const ORGANIZATION = 'kontor.organization';
const LAST_USED = 'kontor.organizations';
const SLACK = 5_000; // how exactly the tabs know of each other's activity, in milliseconds

function readItem(name: string): string | null {
    try {
        return localStorage.getItem(name);
    } catch {
        return null;
    }
}

function writeItem(name: string, value: string | null): void {
    try {
        if (value === null) localStorage.removeItem(name);
        else localStorage.setItem(name, value);
    } catch {
        // storage is forbidden: this tab is on its own
    }
}

// ---- The state beside the query cache: is the session over, until when does it last?

let isExpired = false;
let idleSeconds = 0;
let activeUntil = 0;
const listeners = new Set<() => void>();
const tell = () => {
    for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
};

/** True from the moment on at which somebody who was signed in is no more. */
export const useIsExpired = () => useSyncExternalStore(subscribe, () => isExpired);

export function setExpired(value: boolean): void {
    if (isExpired === value) return;
    isExpired = value;
    tell();
}

/** When the session ends if nobody does anything in any tab; 0 when nobody is signed in. */
export function sessionEnd(): number {
    return idleSeconds ? Math.max(activeUntil, Number(readItem(ACTIVE_UNTIL) ?? 0)) : 0;
}

function noteActivity(): void {
    const until = Date.now() + idleSeconds * 1000;
    if (!idleSeconds || until - activeUntil < SLACK) return;
    activeUntil = until;
    writeItem(ACTIVE_UNTIL, String(until));
}

callContext.onAnswer = (status, path) => {
    if (status < 400) noteActivity();
    else if (status === 401 && idleSeconds && !path.startsWith('/v1/sessions')) setExpired(true);
};

// ---- The session itself

async function readSession(organization: string | null, signal: AbortSignal): Promise<Session> {
    try {
        const answer = await client.GET('/v1/session', { headers: forOrganization(organization), signal });
        return answer.data as Session;
    } catch (error) {
        // The organization that was used last may be gone, or not ours any more.
        const isRefused = error instanceof ApiProblem && (error.status === 403 || error.status === 404);
        if (!organization || !isRefused) throw error;
        writeItem(ORGANIZATION, null);
        const answer = await client.GET('/v1/session', { signal });
        return answer.data as Session;
    }
}

function take(session: Session): void {
    callContext.csrfToken = session.csrf_token ?? null;
    startChanges();
    idleSeconds = session.user ? session.idle_seconds : 0;
    noteActivity();
}

export function sessionQuery(organization: string | null) {
    return queryOptions<Session>({
        queryKey: [organization, '/v1/session'],
        staleTime: 60_000,
        queryFn: async ({ signal, client: queries, queryKey }) => {
            const before = queries.getQueryData<Session>(queryKey);
            const session = await readSession(organization, signal).catch((error: unknown) => {
                if (!signal.aborted) startChanges();
                throw error;
            });
            if (before?.user && !session.user) {
                // The page stays as it is, with what was typed; a dialog asks to sign in again.
                setExpired(true);
                return before;
            }
            take(session);
            return session;
        },
    });
}

/** The organization in the address, else the one that was used last. */
export function useOrganizationId(): string | null {
    const { organizationId } = useParams({ strict: false }) as { organizationId?: string };
    return organizationId ?? readItem(ORGANIZATION);
}

export function rememberOrganization(id: string): void {
    writeItem(ORGANIZATION, id);
    writeItem(LAST_USED, [id, ...lastUsed().filter((other) => other !== id)].slice(0, 20).join(' '));
}

/** The organizations that one acted for in this browser, the last one first. */
export const lastUsed = (): string[] => readItem(LAST_USED)?.split(' ') ?? [];

export function useSession(): Session | undefined {
    return useQuery(sessionQuery(useOrganizationId())).data;
}

export interface Acting {
    organization: OrganizationSummary;
    organizationId: string;
    home: { label: string; link: LinkProps }; // the first crumb of its pages
    may: (permission: Permission) => boolean;
}

/** The session as the frame around a page saw it: the page never sees one that would not let it be. */
export const ActingSession = createContext<Session | undefined>(undefined);

/** For pages under /o/…: the organization that one acts for, and what one may do there. */
export function useActing(): Acting {
    const own = useSession();
    const session = useContext(ActingSession) ?? own;
    if (!session?.organization) throw new Error('useActing is for pages of an organization');
    const { organization, permissions } = session;
    return {
        organization,
        organizationId: organization.id,
        home: {
            label: organization.name,
            link: { to: '/o/$organizationId', params: { organizationId: organization.id } },
        },
        may: (permission) => permissions.includes(permission),
    };
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('kontor.session');

/** What follows from signing in: everything is read anew. With a challenge nobody is signed in yet. */
function useTakeSession() {
    const queries = useQueryClient();
    return useCallback(
        async (session: Session): Promise<Session> => {
            if (session.challenge) return session;
            take(session);
            setExpired(false);
            // That it could not be loaded is no reason to stay outside.
            await followLanguage(session.user?.language ?? '').catch(() => null);
            // That nobody was signed in is remembered for the address to return to as well.
            queries.removeQueries({
                type: 'inactive',
                predicate: ({ queryKey }) => queryKey[1] === '/v1/session',
            });
            await queries.invalidateQueries();
            channel?.postMessage('signed-in');
            return session;
        },
        [queries],
    );
}

export function useSignIn() {
    const takeSession = useTakeSession();
    return useCallback(
        async (email: string, password: string) =>
            takeSession(bodyOf(await client.POST('/v1/sessions', { body: { email, password } }))),
        [takeSession],
    );
}

/** The second step, with the token of the challenge. */
export function useSecondStep() {
    const takeSession = useTakeSession();
    return useCallback(
        async (token: string, proof: { code: string } | { passkey: unknown }) =>
            takeSession(
                bodyOf(await client.POST('/v1/sessions/second-factor', { body: { token, ...proof } })),
            ),
        [takeSession],
    );
}

/** In place of both steps. */
export function useSignInByPasskey() {
    const takeSession = useTakeSession();
    return useCallback(
        async (passkey: unknown) =>
            takeSession(bodyOf(await client.POST('/v1/sessions/passkey', { body: { passkey } }))),
        [takeSession],
    );
}

/** An identity provider has vouched for the person, in this browser. */
export function useSignInByProvider() {
    const takeSession = useTakeSession();
    return useCallback(
        async (id: string) =>
            takeSession(
                bodyOf(await client.POST('/v1/external-sign-ins/{id}/session', { params: { path: { id } } })),
            ),
        [takeSession],
    );
}

/** Somebody who was invited makes an account, and is signed in. */
export function useNewAccount() {
    const takeSession = useTakeSession();
    return useCallback(
        async (body: { token: string; name: string; password: string }) =>
            takeSession(bodyOf(await client.POST('/v1/invitations/account', { body }))),
        [takeSession],
    );
}

export function useSignOut() {
    const queries = useQueryClient();
    return useCallback(
        async ({ stays = false } = {}) => {
            await client.DELETE('/v1/session');
            idleSeconds = 0;
            writeItem(ACTIVE_UNTIL, null);
            queries.clear();
            channel?.postMessage('signed-out');
            // A fresh page: nothing of the former person stays in memory.
            if (stays) window.location.reload();
            else window.location.assign('/');
        },
        [queries],
    );
}

/** Calls back when another tab signs in or out. */
export function onOtherTab(callback: () => void): () => void {
    channel?.addEventListener('message', callback);
    return () => channel?.removeEventListener('message', callback);
}
