import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '@/api/client';
import { apiQuery } from '@/api/query';
import type { RevisionDetail } from '@/api/types';
import { useRevisionCall } from '@/features/revisions/revision';
import { useActing } from '@/shell/session';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { useCategories } from './CategoriesPage';
import { CategoryFields, type CategorySaid } from './CategoryForm';
import { branchesOf } from './category_tree';

/** The seller found no category that fits; the revision gets one before it is approved. */
export function ProposedCategory({ detail }: { detail: RevisionDetail }) {
    const { t } = useLingui();
    const { text } = useFormat();
    const [isOpen, setOpen] = useState(false);
    const proposed = detail.revision.proposed_category;
    if (!proposed || detail.revision.category_id || detail.revision.state !== 'in_review') return null;
    return (
        <Alert
            color="blue"
            icon={<Icon name="info" />}
            title={t`The seller proposes a category: ${text(proposed.name)}`}
        >
            <Stack gap="xs" align="flex-start">
                <Text size="sm">
                    <Trans>Accept it or choose another one; then the revision can be approved.</Trans>
                </Text>
                <Button size="xs" onClick={() => setOpen(true)}>
                    <Trans>Decide the category…</Trans>
                </Button>
            </Stack>
            {isOpen && <Decide detail={detail} onClose={() => setOpen(false)} />}
        </Alert>
    );
}

function Decide({ detail, onClose }: { detail: RevisionDetail; onClose: () => void }) {
    const { organizationId } = useActing();
    const { t } = useLingui();
    const { data } = useQuery(apiQuery('/v1/operator/categories', { organization: organizationId }));
    return (
        <Dialog onClose={onClose} title={t`Category of ${detail.product.name}`}>
            {data && <DecideForm detail={detail} branches={branchesOf(data.items)} onClose={onClose} />}
        </Dialog>
    );
}

function DecideForm(props: {
    detail: RevisionDetail;
    branches: ReturnType<typeof branchesOf>;
    onClose: () => void;
}) {
    const { t } = useLingui();
    const { detail, branches, onClose } = props;
    const { text } = useFormat();
    const texts = useProblemTexts();
    const categories = useCategories();
    const { call, done } = useRevisionCall('operator', detail.revision.id);
    const proposed = detail.revision.proposed_category;
    const [isNew, setNew] = useState(true);
    const [chosen, setChosen] = useState('');
    const form = useForm<CategorySaid>({
        initialValues: {
            name: {
                en: proposed?.name.en ?? '',
                de: proposed?.name.de ?? '',
                fr: proposed?.name.fr ?? '',
                cs: proposed?.name.cs ?? '',
            },
            parent_id: branches.find((one) => one.category.slug === proposed?.parent)?.category.id ?? '',
        },
    });
    const decide = useMutation({
        mutationFn: () => {
            const { name, parent_id } = form.values;
            return client.PUT('/v1/operator/revisions/{id}/category', {
                ...call,
                body: isNew
                    ? { category: { name, parent_id: parent_id || undefined } }
                    : { category_id: chosen || undefined },
            });
        },
        onError: (error) =>
            form.setErrors(
                Object.fromEntries(
                    Object.entries(texts.fields(error)).map(([field, said]) => [
                        field.replace(/^category\./, ''),
                        said,
                    ]),
                ),
            ),
        onSuccess: async () => {
            await Promise.all([done(), categories.done()]);
            void toast(t`The revision has its category.`);
            onClose();
        },
    });
    return (
        <form noValidate onSubmit={form.onSubmit(() => decide.mutate())}>
            <Stack>
                <Problem error={decide.error} />
                <SegmentedControl
                    aria-label={t`Category`}
                    value={isNew ? 'new' : 'other'}
                    onChange={(value) => setNew(value === 'new')}
                    data={[
                        { value: 'new', label: t`Accept it` },
                        { value: 'other', label: t`Choose another` },
                    ]}
                />
                {isNew ? (
                    <CategoryFields form={form} branches={branches} category={null} />
                ) : (
                    <NativeSelect
                        name="category_id"
                        label={t`Category`}
                        required
                        value={chosen}
                        error={form.errors.category_id}
                        onChange={(event) => setChosen(event.currentTarget.value)}
                        data={[
                            { value: '', label: t`Choose one` },
                            ...branches.map((branch) => ({
                                value: branch.category.id,
                                label: `${'– '.repeat(branch.depth)}${text(branch.category.name)}`,
                            })),
                        ]}
                    />
                )}
                <DialogButtons onClose={onClose}>
                    <Button type="submit" loading={decide.isPending}>
                        {isNew ? <Trans>Create the category</Trans> : <Trans>Choose it</Trans>}
                    </Button>
                </DialogButtons>
            </Stack>
        </form>
    );
}
