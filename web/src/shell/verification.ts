// A change that wants proof that it is still the same person: a dialog asks, then the change goes on.
import { useSyncExternalStore } from 'react';
import { callContext } from '@/api/client';

let answer: ((isVerified: boolean) => void) | null = null;
let asked: Promise<boolean> | null = null;
const listeners = new Set<() => void>();
const tell = () => {
    for (const listener of listeners) listener();
};

/** Several changes at once wait for one proof. */
callContext.onVerificationRequired = () => {
    asked ??= new Promise<boolean>((resolve) => {
        answer = resolve;
        tell();
    });
    return asked;
};

export function answerVerification(isVerified: boolean): void {
    answer?.(isVerified);
    answer = asked = null;
    tell();
}

export function useIsVerificationAsked(): boolean {
    return useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => answer !== null,
    );
}
