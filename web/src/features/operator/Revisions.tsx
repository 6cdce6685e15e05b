import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client } from '@/api/client';
import type { OperatorProductDetail, RevisionSummary } from '@/api/types';
import { useRevisionColumns } from '@/features/catalog/product_columns';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { TextLink } from '@/ui/links';
import { onePage } from '@/ui/list_query';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { useReturnFocus } from '@/ui/return_focus';
import { useProductCall } from './OperatorProductPage';
import { WithReason } from './WithReason';

/** All revisions of a product; one in review waits for a decision. */
export function Revisions({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const [decided, setDecided] = useState<{ revision: RevisionSummary; how: 'approve' | 'reject' } | null>(
        null,
    );
    const common = useRevisionColumns();
    const columns = useMemo<Column<RevisionSummary>[]>(
        () => [
            ...common,
            {
                id: 'chart',
                header: t`Chart`,
                cell: (row) =>
                    product.service_type === 'kubernetes' && (
                        <TextLink
                            to="/o/$organizationId/operator/products/$productId/revisions/$revisionId/chart"
                            params={{ organizationId, productId: product.id, revisionId: row.id }}
                            aria-label={t`Chart of revision ${row.number}`}
                        >
                            <Trans>Inspect</Trans>
                        </TextLink>
                    ),
                isHidden: product.service_type !== 'kubernetes',
            },
            {
                id: 'action',
                header: t`Action`,
                cell: (row) =>
                    row.state === 'in_review' && (
                        <Group gap={6} wrap="nowrap">
                            <Button
                                size="compact-xs"
                                aria-label={t`Approve revision ${row.number}`}
                                onClick={() => setDecided({ revision: row, how: 'approve' })}
                            >
                                <Trans>Approve…</Trans>
                            </Button>
                            <Button
                                size="compact-xs"
                                variant="default"
                                aria-label={t`Reject revision ${row.number}`}
                                onClick={() => setDecided({ revision: row, how: 'reject' })}
                            >
                                <Trans>Reject…</Trans>
                            </Button>
                        </Group>
                    ),
            },
        ],
        [t, common, product.id, product.service_type, organizationId],
    );
    const close = () => setDecided(null);
    return (
        <>
            <DataTable
                name={`revisions-${product.slug}`}
                label={t`Revisions`}
                columns={columns}
                query={onePage(product.revisions)}
                rowId={(row) => row.id}
                empty={<EmptyState icon="file" title={t`No revisions`} />}
            />
            {decided?.how === 'approve' && (
                <Approve productId={product.id} revision={decided.revision} onClose={close} />
            )}
            {decided?.how === 'reject' && (
                <Reject productId={product.id} revision={decided.revision} onClose={close} />
            )}
        </>
    );
}

interface DecisionProps {
    productId: string;
    revision: RevisionSummary;
    onClose: () => void;
}

function Reject({ productId, revision, onClose }: DecisionProps) {
    const { t } = useLingui();
    const { call, done } = useProductCall(productId);
    return (
        <WithReason
            title={t`Reject revision ${revision.number}?`}
            explanation={t`The seller reads the reason and can submit another revision.`}
            confirm={t`Reject`}
            onClose={onClose}
            run={(reason) =>
                client.POST('/v1/operator/revisions/{id}/rejection', {
                    ...call,
                    params: { path: { id: revision.id } },
                    body: { reason },
                })
            }
            onDone={done}
        />
    );
}

function Approve({ productId, revision, onClose }: DecisionProps) {
    useReturnFocus();
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { call, done } = useProductCall(productId);
    const form = useForm({ initialValues: { release_at: '' } });
    const approve = useMutation({
        mutationFn: () => {
            const release = form.values.release_at;
            return client.POST('/v1/operator/revisions/{id}/approval', {
                ...call,
                params: { path: { id: revision.id } },
                body: release ? { release_at: new Date(release).toISOString() } : {},
            });
        },
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await done();
            onClose();
        },
    });
    return (
        <Modal
            opened
            onClose={onClose}
            title={t`Approve revision ${revision.number}?`}
            closeButtonProps={{ 'aria-label': t`Close` }}
        >
            <form noValidate onSubmit={form.onSubmit(() => approve.mutate())}>
                <Stack>
                    <Problem error={approve.error} />
                    <Text size="sm">
                        <Trans>
                            It replaces the active revision for new orders. What is subscribed keeps its
                            revision.
                        </Trans>
                    </Text>
                    <TextInput
                        type="datetime-local"
                        label={t`Release`}
                        description={t`Leave it empty to release it at once.`}
                        name="release_at"
                        {...form.getInputProps('release_at')}
                    />
                    <Group justify="flex-end" gap="xs">
                        <Button variant="default" onClick={onClose}>
                            <Trans>Leave it</Trans>
                        </Button>
                        <Button type="submit" loading={approve.isPending}>
                            <Trans>Approve</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
