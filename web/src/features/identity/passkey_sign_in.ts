import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { bodyOf, client } from '@/api/client';
import type { Session } from '@/api/types';
import { useSignInByPasskey } from '@/shell/session';
import { askPasskey, canOfferPasskeys } from './passkey';

type How = Omit<CredentialRequestOptions, 'publicKey'>;

/** Signing in by a passkey alone: by a button, and where the user name is typed. */
export function usePasskeySignIn(onDone: (session: Session) => void) {
    const signIn = useSignInByPasskey();
    const offer = useRef<AbortController>(undefined);
    const send = useMutation({
        mutationFn: async (how: How) => {
            const { public_key } = bodyOf(await client.GET('/v1/sessions/passkey-challenge'));
            return signIn(await askPasskey(public_key, how));
        },
        onSuccess: onDone,
    });
    const { mutate } = send;
    useEffect(() => {
        const controller = new AbortController();
        offer.current = controller;
        void canOfferPasskeys().then((can) => {
            if (can && !controller.signal.aborted)
                mutate({ mediation: 'conditional', signal: controller.signal });
        });
        return () => controller.abort();
    }, [mutate]);
    return {
        error: send.error,
        isPending: send.isPending,
        isAsked: send.variables !== undefined && !send.variables.mediation, // by the button
        ask: () => {
            offer.current?.abort(); // a browser asks one thing at a time
            mutate({});
        },
    };
}
