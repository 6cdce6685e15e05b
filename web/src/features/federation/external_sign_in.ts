// What a job makes of a request, followed: it asks the provider, which takes its time.
import { bodyOf, client } from '@/api/client';
import type { ExternalSignIn } from '@/api/types';

const POLL = 250; // milliseconds
const MOST_POLLS = 160; // the provider has its limits of time too

const pause = () => new Promise((go) => setTimeout(go, POLL));

/** Looks again until it is done, or took too long. */
export async function until<T>(first: T, isDone: (seen: T) => boolean, look: () => Promise<T>): Promise<T> {
    let seen = first;
    for (let i = 0; !isDone(seen) && i < MOST_POLLS; i++) {
        await pause();
        seen = await look();
    }
    return seen;
}

/** What the job makes of an answer that was handed over. */
export function follow(answered: ExternalSignIn): Promise<ExternalSignIn> {
    return until(
        answered,
        ({ state }) => state !== 'answered',
        async () =>
            bodyOf(await client.GET('/v1/external-sign-ins/{id}', { params: { path: { id: answered.id } } })),
    );
}
