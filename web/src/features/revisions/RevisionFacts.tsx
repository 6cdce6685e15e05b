import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { RevisionDetail } from '@/api/types';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';
import { useServiceTypeNames } from '@/ui/names';
import { Time } from '@/ui/Time';

/** Whose it is, when it was made, decided on and in force. */
export function RevisionFacts({ detail, seller }: { detail: RevisionDetail; seller?: ReactNode }) {
    const { t } = useLingui();
    const types = useServiceTypeNames();
    const { text } = useFormat();
    const { revision, product } = detail;
    const waiting = detail.reviews.find((one) => one.state === 'waiting');
    const moment = (value: string | null | undefined) => value && <Time value={value} exact />;
    return (
        <section aria-label={t`Facts`}>
            <Facts
                facts={[
                    [t`Seller`, seller ?? product.seller_name],
                    [t`Service type`, types(product.service_type)],
                    [t`Version`, revision.product_version],
                    [
                        t`Proposed category`,
                        !revision.category_id &&
                            revision.proposed_category &&
                            text(revision.proposed_category.name),
                    ],
                    [t`Created`, moment(revision.created_at)],
                    [t`Submitted`, moment(waiting?.submitted_at)],
                    [t`To be decided by`, moment(waiting?.due_at)],
                    [
                        revision.state === 'approved' ? t`Becomes active` : t`Release asked for`,
                        !revision.activated_at && moment(revision.release_at),
                    ],
                    [t`Active since`, revision.state === 'active' && moment(revision.activated_at)],
                    [t`Was active from`, revision.state === 'replaced' && moment(revision.activated_at)],
                    [t`Replaced`, moment(revision.replaced_at)],
                    [t`Reason`, revision.reason],
                ]}
            />
        </section>
    );
}
