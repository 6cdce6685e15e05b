import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm, type UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { OperatorCategory } from '@/api/types';
import { type Language, LANGUAGES } from '@/i18n/language';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { useFormat } from '@/ui/format';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { useCategories } from './CategoriesPage';
import { type Branch, parentsFor } from './category_tree';

export interface CategorySaid {
    name: Record<Language, string>;
    parent_id: string;
}

/** The name in all languages, and what it stands below. */
export function CategoryFields(props: {
    form: UseFormReturnType<CategorySaid>;
    branches: Branch[];
    category: OperatorCategory | null;
}) {
    const { t } = useLingui();
    const { form, branches, category } = props;
    const { text, language } = useFormat();
    return (
        <>
            {LANGUAGES.map((one) => (
                <TextInput
                    key={one}
                    label={t`Name in ${language(one)}`}
                    name={`name.${one}`}
                    lang={one}
                    required
                    maxLength={60}
                    {...form.getInputProps(`name.${one}`)}
                />
            ))}
            <NativeSelect
                label={t`Stands below`}
                name="parent_id"
                data={[
                    { value: '', label: t`nothing: at the top` },
                    ...parentsFor(branches, category?.id ?? null).map((branch) => ({
                        value: branch.category.id,
                        label: `${'– '.repeat(branch.depth)}${text(branch.category.name)}`,
                    })),
                ]}
                {...form.getInputProps('parent_id')}
            />
        </>
    );
}

/** A new category, or the name and parent of one. */
export function CategoryForm(props: {
    category: OperatorCategory | null;
    branches: Branch[];
    onClose: () => void;
}) {
    const { t } = useLingui();
    const { category, branches, onClose } = props;
    const { text } = useFormat();
    const texts = useProblemTexts();
    const { headers, done } = useCategories();
    const isSaid = isNotEmpty(t`Enter the name in this language.`);
    const form = useForm<CategorySaid>({
        initialValues: {
            name: {
                en: category?.name.en ?? '',
                de: category?.name.de ?? '',
                fr: category?.name.fr ?? '',
                cs: category?.name.cs ?? '',
            },
            parent_id: category?.parent_id ?? '',
        },
        validate: { name: { en: isSaid, de: isSaid, fr: isSaid, cs: isSaid } },
    });
    const save = useMutation({
        mutationFn: () => {
            const { name, parent_id } = form.values;
            const isMoved = parent_id !== (category?.parent_id ?? '');
            const place = branches.find((one) => one.category.id === category?.id)?.place;
            const body = {
                name,
                parent_id: parent_id || undefined,
                position: isMoved ? undefined : place,
            };
            if (!category) return client.POST('/v1/operator/categories', { headers, body });
            return client.PUT('/v1/operator/categories/{id}', {
                params: { path: { id: category.id } },
                headers: { ...headers, 'If-Match': `"v${category.version}"` },
                body,
            });
        },
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await done();
            onClose();
        },
    });
    return (
        <Dialog onClose={onClose} title={category ? t`Edit ${text(category.name)}` : t`New category`}>
            <form noValidate onSubmit={form.onSubmit(() => save.mutate())}>
                <Stack>
                    <Problem error={save.error} />
                    <CategoryFields form={form} branches={branches} category={category} />
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={save.isPending}>
                            <Trans>Save</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
