import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '@/api/client';
import type { RevisionDetail } from '@/api/types';
import { useRevisionCall } from '@/features/revisions/revision';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { RejectRevision } from './RejectRevision';
import { type DialogProps, useDecision, waitingId } from './review_decision';

/** Yes or no to what waits; or another release time for what was approved. */
export function ReviewDecision({ detail }: { detail: RevisionDetail }) {
    const { t } = useLingui();
    const [asks, setAsks] = useState<'approve' | 'reject' | 'schedule' | null>(null);
    const { revision } = detail;
    const close = () => setAsks(null);
    const isUnchecked = revision.state === 'in_review' && !detail.verdict?.checked_at;
    if (revision.state !== 'in_review' && revision.state !== 'approved') return null;
    return (
        <Paper p="md" component="section" aria-label={t`Decision`}>
            <Group gap="xs">
                {revision.state === 'in_review' ? (
                    <>
                        <Button
                            leftSection={<Icon name="check" size={14} />}
                            disabled={isUnchecked}
                            aria-describedby={isUnchecked ? 'unchecked' : undefined}
                            onClick={() => setAsks('approve')}
                        >
                            <Trans>Approve…</Trans>
                        </Button>
                        <Button variant="default" onClick={() => setAsks('reject')}>
                            <Trans>Reject…</Trans>
                        </Button>
                    </>
                ) : (
                    <Button variant="default" onClick={() => setAsks('schedule')}>
                        <Trans>Move the release…</Trans>
                    </Button>
                )}
            </Group>
            {isUnchecked && (
                <Text id="unchecked" size="sm" c="dimmed" mt="xs">
                    <Trans>You can approve it once the automatic check has ended, in about a minute.</Trans>
                </Text>
            )}
            {asks === 'approve' && <Approve detail={detail} onClose={close} />}
            {asks === 'reject' && <RejectRevision detail={detail} onClose={close} />}
            {asks === 'schedule' && <Schedule detail={detail} onClose={close} />}
        </Paper>
    );
}

/** The form of <input type="datetime-local">, in the person's time zone. */
function localOf(time: string | null | undefined): string {
    if (!time) return '';
    const date = new Date(time);
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const timeOf = (local: string) => (local ? new Date(local).toISOString() : null);

function Approve({ detail, onClose }: DialogProps) {
    const { t } = useLingui();
    const { revision, verdict, product } = detail;
    const { call } = useRevisionCall('operator', revision.id);
    const { onSuccess, fieldsOf } = useDecision(
        detail,
        onClose,
        t`Approved. ${product.seller_name} gets a mail.`,
    );
    const isBlocked = !!verdict && verdict.blocking > 0;
    const form = useForm({
        initialValues: { release_at: localOf(revision.release_at), override_reason: '' },
        validate: {
            override_reason: (value) => (isBlocked && !value.trim() ? t`Say why.` : null),
        },
    });
    const approve = useMutation({
        mutationFn: (values: typeof form.values) =>
            client.POST('/v1/operator/revisions/{id}/approval', {
                ...call,
                body: {
                    review_id: waitingId(detail),
                    release_at: timeOf(values.release_at),
                    is_at_once: !values.release_at,
                    override_reason: values.override_reason.trim() || null,
                },
            }),
        onError: (error) => form.setErrors(fieldsOf(error)),
        onSuccess,
    });
    return (
        <Dialog onClose={onClose} title={t`Approve revision ${revision.number}?`}>
            <form noValidate onSubmit={form.onSubmit((values) => approve.mutate(values))}>
                <Stack>
                    <Problem error={approve.error} />
                    <Text size="sm">
                        {revision.number === 1 ? (
                            <Trans>The product is in the catalogue from then on.</Trans>
                        ) : (
                            <Trans>
                                It replaces the active revision for new orders. What is subscribed keeps its
                                revision.
                            </Trans>
                        )}
                    </Text>
                    <ReleaseInput {...form.getInputProps('release_at')} />
                    {isBlocked && (
                        <Textarea
                            name="override_reason"
                            label={t`Why you approve it although the check blocks it`}
                            required
                            autosize
                            minRows={2}
                            maxLength={2000}
                            {...form.getInputProps('override_reason')}
                        />
                    )}
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={approve.isPending}>
                            <Trans>Approve</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}

function ReleaseInput(props: object) {
    const { t } = useLingui();
    return (
        <TextInput
            type="datetime-local"
            label={t`Release`}
            description={t`Leave it empty to release it at once.`}
            name="release_at"
            {...props}
        />
    );
}

function Schedule({ detail, onClose }: DialogProps) {
    const { t } = useLingui();
    const { revision } = detail;
    const { call } = useRevisionCall('operator', revision.id);
    const { onSuccess, fieldsOf } = useDecision(detail, onClose, t`The release was moved.`);
    const form = useForm({ initialValues: { release_at: localOf(revision.release_at) } });
    const move = useMutation({
        mutationFn: (values: typeof form.values) =>
            client.PATCH('/v1/operator/revisions/{id}', {
                ...call,
                body: { release_at: timeOf(values.release_at) },
            }),
        onError: (error) => form.setErrors(fieldsOf(error)),
        onSuccess,
    });
    return (
        <Dialog onClose={onClose} title={t`Move the release of revision ${revision.number}`}>
            <form noValidate onSubmit={form.onSubmit((values) => move.mutate(values))}>
                <Stack>
                    <Problem error={move.error} />
                    <ReleaseInput {...form.getInputProps('release_at')} />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={move.isPending}>
                            <Trans>Move it</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
