// Visitors' browsers calculate for a moment before they ask for mail (POST /v1/proofs-of-work), so
// that nobody has to read a picture. It begins with the page, in a thread of its own.
import { useCallback, useEffect, useRef } from 'react';
import { bodyOf, client } from '@/api/client';
import type { ProofOfWork } from '@/api/types';

interface Proof {
    text: string;
    expires_at: number;
}

function calculate(work: ProofOfWork, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
        const worker = new Worker(new URL('./proof_of_work_worker.ts', import.meta.url), { type: 'module' });
        const end = (finish: () => void) => {
            worker.terminate();
            finish();
        };
        worker.onmessage = ({ data }: MessageEvent<string>) => end(() => resolve(data));
        worker.onerror = (event) => end(() => reject(new Error(event.message)));
        signal.addEventListener('abort', () => end(() => reject(new Error('left'))));
        worker.postMessage(work);
    });
}

async function newProof(signal: AbortSignal): Promise<Proof> {
    const work = bodyOf(await client.POST('/v1/proofs-of-work', { signal }));
    return { text: await calculate(work, signal), expires_at: Date.parse(work.expires_at) };
}

/** Gives a proof of work, once each. */
export function useProofOfWork(): () => Promise<string> {
    const left = useRef(new AbortController());
    const next = useRef<Promise<Proof | null>>(Promise.resolve(null));
    useEffect(() => {
        const leaving = new AbortController();
        left.current = leaving;
        next.current = newProof(leaving.signal).catch(() => null); // what is wrong shows when it is needed
        return () => leaving.abort();
    }, []);
    return useCallback(async () => {
        const ready = await next.current;
        next.current = Promise.resolve(null);
        if (ready && Date.now() < ready.expires_at - 10_000) return ready.text;
        return (await newProof(left.current.signal)).text;
    }, []);
}
