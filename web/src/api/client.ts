// The one door to the server: every call of the API goes through `client`.
import createClient, { type Middleware } from 'openapi-fetch';
import { ApiProblem, plainProblem, readProblem } from './problem';
import type { paths } from './schema';

/** What every call must know; kept up to date by src/shell/session.ts and src/i18n. */
export const callContext = {
    csrfToken: null as string | null,
    language: 'en',
    onAnswer: null as ((status: number, path: string) => void) | null,
    /** Asks the person to prove who it is; false: would not. */
    onVerificationRequired: null as (() => Promise<boolean>) | null,
};

let startChanges = () => {};
const mayChange = new Promise<void>((resolve) => {
    startChanges = resolve;
});

/** To be called when the session has been read, or could not be: changes wait for it and its token. */
export { startChanges };

const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

/** Calls that are under way, to be sent again after a proof; a sent request cannot be read any more. */
const copies = new Map<string, Request>();

function takeCopy(id: string): Request | undefined {
    const copy = copies.get(id);
    copies.delete(id);
    return copy;
}

async function problemOf(response: Response): Promise<ApiProblem> {
    const body: unknown = await response
        .clone()
        .json()
        .catch(() => null);
    return readProblem(response.status, body);
}

const middleware: Middleware = {
    async onRequest({ request, id }) {
        request.headers.set('Accept-Language', callContext.language);
        if (!isSafe(request.method)) {
            await mayChange;
            if (callContext.csrfToken) request.headers.set('Kontor-CSRF', callContext.csrfToken);
        }
        // One key for one attempt: a repeated click is a new attempt, a network's repetition is not.
        if (request.method === 'POST') request.headers.set('Idempotency-Key', crypto.randomUUID());
        copies.set(id, request.clone());
        return request;
    },
    async onResponse({ response, schemaPath, id }) {
        const copy = takeCopy(id);
        callContext.onAnswer?.(response.status, schemaPath);
        if (response.ok) return undefined;
        const problem = await problemOf(response);
        const isProof = problem.code === 'verification_required' && copy;
        if (!isProof || !(await callContext.onVerificationRequired?.())) throw problem;
        const again = await fetch(copy);
        if (!again.ok) throw await problemOf(again);
        return again;
    },
    onError({ error, id }) {
        takeCopy(id);
        if (error instanceof ApiProblem) return error;
        if (error instanceof DOMException && error.name === 'AbortError') return error;
        return new ApiProblem(plainProblem(0, 'offline', 'The server cannot be reached.'));
    },
};

export const client = createClient<paths>({ credentials: 'same-origin' });
client.use(middleware);

/** Headers of a call made for an organization. */
export function forOrganization(organizationId: string | null): Record<string, string> {
    return organizationId ? { 'Kontor-Organization': organizationId } : {};
}

/** The body of an answer: the middleware has thrown already where there is none. */
export function bodyOf<Body>(answer: { data?: Body }): Body {
    return answer.data as Body;
}
