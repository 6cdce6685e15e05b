import { Trans, useLingui } from '@lingui/react/macro';
import { List, Paper, Stack, Text, Title } from '@mantine/core';
import type { OperatorReview, RevisionDetail } from '@/api/types';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { useFieldNames } from './offer_fields';

type Review = RevisionDetail['reviews'][number] &
    Partial<Pick<OperatorReview, 'decided_by_name' | 'override_reason'>>;

/** When the revision was submitted, and what was decided. */
export function Submissions({ detail }: { detail: RevisionDetail }) {
    if (detail.reviews.length === 0) return null;
    return (
        <section aria-labelledby="submissions">
            <Title order={2} id="submissions" mb="sm">
                <Trans>Submissions</Trans>
            </Title>
            <Stack gap="sm">
                {detail.reviews.map((review) => (
                    <Submission key={review.id} review={review} />
                ))}
            </Stack>
        </section>
    );
}

function Submission({ review }: { review: Review }) {
    const { t } = useLingui();
    return (
        <Paper p="md" component="article" aria-label={t`Submission`}>
            <Stack gap={6} align="flex-start">
                <Status state={review.state === 'withdrawn' ? 'taken_back' : review.state} />
                <Text size="sm">
                    <Trans>
                        Submitted by {review.submitted_by_name ?? 'Kontor'},{' '}
                        <Time value={review.submitted_at} exact />
                    </Trans>
                </Text>
                {review.state === 'waiting' && (
                    <Text size="sm">
                        <Trans>
                            To be decided by <Time value={review.due_at} exact />
                        </Trans>
                    </Text>
                )}
                {review.decided_at && (
                    <Text size="sm">
                        {review.decided_by_name ? (
                            <Trans>
                                Decided by {review.decided_by_name}, <Time value={review.decided_at} exact />
                            </Trans>
                        ) : (
                            <Trans>
                                Decided <Time value={review.decided_at} exact />
                            </Trans>
                        )}
                    </Text>
                )}
                {review.reason && (
                    <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                        {review.reason}
                    </Text>
                )}
                <Reasons review={review} />
                {review.override_reason && (
                    <Text size="sm">
                        <Trans>Approved although the check blocked it: {review.override_reason}</Trans>
                    </Text>
                )}
            </Stack>
        </Paper>
    );
}

function Reasons({ review }: { review: Review }) {
    const fields = useFieldNames();
    if (review.reasons.length === 0) return null;
    return (
        <List size="sm" spacing={4}>
            {review.reasons.map((one) => (
                <List.Item key={one.field + one.reason}>
                    <Text span size="sm" fw={600}>
                        {fields(one.field)}:
                    </Text>{' '}
                    {one.reason}
                </List.Item>
            ))}
        </List>
    );
}
