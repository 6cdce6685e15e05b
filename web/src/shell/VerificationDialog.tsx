import { Modal, Text } from '@mantine/core';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Session } from '@/api/types';
import { ProveByProvider } from '@/features/federation/ProveByProvider';
import { VerificationForm } from '@/features/identity/VerificationForm';
import { useReturnFocus } from '@/ui/return_focus';
import { answerVerification } from './verification';

/** Before keys, money and roles: over the page, which then goes on with what was begun. */
export default function VerificationDialog({ session }: { session: Session }) {
    useReturnFocus();
    const { t } = useLingui();
    return (
        <Modal
            opened
            onClose={() => answerVerification(false)}
            title={t`Is it still you?`}
            closeButtonProps={{ 'aria-label': t`Cancel` }}
            zIndex={400} // the change may come from a dialog
        >
            <Text mb="md">
                <Trans>
                    You signed in more than an hour ago. Prove that it is you; then what you began goes on.
                </Trans>
            </Text>
            <VerificationForm session={session} onDone={() => answerVerification(true)} />
            {session.user && <ProveByProvider email={session.user.email} />}
        </Modal>
    );
}
