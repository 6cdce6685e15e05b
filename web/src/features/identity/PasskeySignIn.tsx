import { Trans } from '@lingui/react/macro';
import type { Session } from '@/api/types';
import { ApiProblem } from '@/api/problem';
import { Problem } from '@/ui/Problem';
import { PasskeyButton } from './PasskeyButton';
import { usePasskeySignIn } from './passkey_sign_in';

/** The button, and what came of it; that an offer was not taken is nobody's fault. */
export function PasskeySignIn({ onDone }: { onDone: (session: Session) => void }) {
    const { ask, error, isAsked, isPending } = usePasskeySignIn(onDone);
    const isCancelled = error instanceof ApiProblem && error.code === 'passkey_cancelled';
    return (
        <>
            <PasskeyButton isBusy={isAsked && isPending} onClick={ask}>
                <Trans>Sign in with a passkey</Trans>
            </PasskeyButton>
            <Problem error={isCancelled && !isAsked ? null : error} />
        </>
    );
}
