// What the dialogs of a decision about a revision share.
import { ApiProblem } from '@/api/problem';
import type { RevisionDetail } from '@/api/types';
import { useRevisionCall } from '@/features/revisions/revision';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';

export interface DialogProps {
    detail: RevisionDetail;
    onClose: () => void;
}

/** Of the submission that one looks at. */
export const waitingId = (detail: RevisionDetail) =>
    detail.reviews.find((one) => one.state === 'waiting')?.id;

/** Sends a decision; where somebody was faster, the page shows what was decided. */
export function useDecision(detail: RevisionDetail, onClose: () => void, said: string) {
    const { done } = useRevisionCall('operator', detail.revision.id);
    const texts = useProblemTexts();
    return {
        onSuccess: async () => {
            await done();
            void toast(said);
            onClose();
        },
        fieldsOf: (error: unknown) => {
            if (error instanceof ApiProblem && error.problem.status === 409) void done();
            return texts.fields(error);
        },
    };
}
