import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RevisionDetail } from '@/api/types';
import { toast } from '@/ui/toast';
import { WithReason } from '@/ui/WithReason';
import { type Side, useRevisionCall } from './revision';

/** Taking back what is on its way, and going back to what was in force. */
export function RevisionActions({ side, detail }: { side: Side; detail: RevisionDetail }) {
    const { t } = useLingui();
    const [asks, setAsks] = useState<'takeBack' | 'restore' | null>(null);
    const { revision, product } = detail;
    const { takeBack, restore, done } = useRevisionCall(side, revision.id);
    const close = () => setAsks(null);
    return (
        <>
            {(revision.state === 'in_review' || revision.state === 'approved') && (
                <Button variant="default" onClick={() => setAsks('takeBack')}>
                    <Trans>Take back…</Trans>
                </Button>
            )}
            {revision.state === 'replaced' && product.state !== 'end_of_life' && (
                <Button variant="default" onClick={() => setAsks('restore')}>
                    <Trans>Go back to this revision…</Trans>
                </Button>
            )}
            {asks === 'takeBack' && (
                <WithReason
                    title={t`Take back revision ${revision.number}?`}
                    explanation={t`It is a draft again and does not become active. It can be changed and submitted again.`}
                    confirm={t`Take back`}
                    onClose={close}
                    run={takeBack}
                    onDone={done}
                />
            )}
            {asks === 'restore' && (
                <WithReason
                    title={t`Go back to revision ${revision.number}?`}
                    explanation={t`It replaces the active revision ${product.active_revision_number} at once, for new orders. What is subscribed keeps its revision, and every licence agreement that its subscribers were told of. The seller’s people are told the reason.`}
                    confirm={t`Go back to it`}
                    onClose={close}
                    run={restore}
                    onDone={async () => {
                        await done();
                        void toast(t`Revision ${revision.number} is active again.`);
                    }}
                />
            )}
        </>
    );
}
