import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { RevisionDetail } from '@/api/types';
import { useFieldNames } from '@/features/revisions/offer_fields';
import { useRevisionCall } from '@/features/revisions/revision';
import { Dialog } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { type DialogProps, useDecision, waitingId } from './review_decision';

const FIELDS = [
    'name',
    'category',
    'version',
    'short_description',
    'description',
    'features',
    'logo',
    'screenshots',
    'documents',
    'plans',
    'price_info',
    'licence_info',
    'used_software',
    'guides',
    'documentation_url',
    'data_location',
    'kubernetes',
    'ai.models',
];

/** What one may name: every section, and the very fields that the check found. */
function useFieldChoices(detail: RevisionDetail) {
    const fields = useFieldNames();
    const found = (detail.verdict?.findings ?? []).flatMap((one) => one.field ?? []);
    return [...new Set([...found, ...FIELDS])].map((field) => ({
        value: field,
        label: fields(field),
    }));
}

/** No to what waits: why, and what is wrong with which field. */
export function RejectRevision({ detail, onClose }: DialogProps) {
    const { t } = useLingui();
    const { revision, product } = detail;
    const { call } = useRevisionCall('operator', revision.id);
    const { onSuccess, fieldsOf } = useDecision(
        detail,
        onClose,
        t`Rejected. ${product.seller_name} gets a mail.`,
    );
    // What blocks is what one would write down anyway.
    const blocking = (detail.verdict?.findings ?? []).flatMap((one) =>
        one.level === 'blocking' && one.field ? [{ field: one.field, reason: one.message }] : [],
    );
    const form = useForm({
        initialValues: { reason: '', reasons: blocking },
        validate: {
            reason: (value) => (value.trim() ? null : t`Say why.`),
            reasons: { reason: (value: string) => (value.trim() ? null : t`Say why.`) },
        },
    });
    const reject = useMutation({
        mutationFn: (values: typeof form.values) =>
            client.POST('/v1/operator/revisions/{id}/rejection', {
                ...call,
                body: { review_id: waitingId(detail), ...values },
            }),
        onError: (error) => form.setErrors(fieldsOf(error)),
        onSuccess,
    });
    return (
        <Dialog onClose={onClose} size="lg" title={t`Reject revision ${revision.number}?`}>
            <form noValidate onSubmit={form.onSubmit((values) => reject.mutate(values))}>
                <Stack>
                    <Problem error={reject.error} />
                    <Text size="sm">
                        <Trans>
                            The seller reads the reasons in a mail and at the revision, and can submit a
                            better one.
                        </Trans>
                    </Text>
                    <Textarea
                        label={t`Reason`}
                        name="reason"
                        required
                        autosize
                        minRows={3}
                        maxLength={2000}
                        data-autofocus
                        {...form.getInputProps('reason')}
                    />
                    <Reasons form={form} detail={detail} />
                    <Group justify="space-between" gap="xs">
                        <Button
                            variant="default"
                            disabled={form.values.reasons.length >= 100}
                            onClick={() =>
                                form.insertListItem('reasons', { field: 'description', reason: '' })
                            }
                        >
                            <Trans>Name a field</Trans>
                        </Button>
                        <Group gap="xs">
                            <Button variant="default" onClick={onClose}>
                                <Trans>Leave it</Trans>
                            </Button>
                            <Button type="submit" color="red.8" loading={reject.isPending}>
                                <Trans>Reject</Trans>
                            </Button>
                        </Group>
                    </Group>
                </Stack>
            </form>
        </Dialog>
    );
}

interface Rejection {
    reason: string;
    reasons: { field: string; reason: string }[];
}

function Reasons({ form, detail }: { form: UseFormReturnType<Rejection>; detail: RevisionDetail }) {
    const { t } = useLingui();
    const choices = useFieldChoices(detail);
    return form.values.reasons.map((_, index) => (
        <Group key={index} gap="xs" align="flex-start" wrap="wrap">
            <NativeSelect
                label={t`Field`}
                name={`reasons[${index}].field`}
                data={choices}
                w={200}
                {...form.getInputProps(`reasons.${index}.field`)}
            />
            <Textarea
                label={t`What is wrong with it`}
                name={`reasons[${index}].reason`}
                autosize
                maxLength={1000}
                flex="1 1 200px"
                {...form.getInputProps(`reasons.${index}.reason`)}
            />
            <ActionIcon
                variant="default"
                size={36}
                mt={25}
                aria-label={t`Remove`}
                onClick={() => form.removeListItem('reasons', index)}
            >
                <Icon name="close" size={14} />
            </ActionIcon>
        </Group>
    ));
}
