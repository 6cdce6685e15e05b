import type { Acceptance } from '@/api/types';

const SHOWN = 60 * 24 * 60 * 60 * 1000; // milliseconds

/** The licence agreement that applies by notice, while it is new, and what applied before it. */
export function newAgreement(
    all: Acceptance[],
    now: Date,
): { agreement: Acceptance; former: Acceptance | undefined } | undefined {
    const agreements = all
        .filter((one) => one.kind === 'eula')
        .sort((a, b) => (a.accepted_at < b.accepted_at ? 1 : -1));
    const [agreement, former] = agreements;
    if (!agreement?.is_by_notice) return undefined;
    return now.getTime() - new Date(agreement.accepted_at).getTime() < SHOWN
        ? { agreement, former }
        : undefined;
}
