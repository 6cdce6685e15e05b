import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { User } from '@/api/types';
import { chooseLanguage, type Language, languages, rememberLanguage } from '@/i18n/language';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';

export function PersonForm({ user }: { user: User }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const queries = useQueryClient();
    const form = useForm({
        initialValues: { name: user.name, language: user.language as Language },
        validate: { name: (value) => (value.trim() ? null : t`Enter your name.`) },
    });
    const save = useMutation({
        mutationFn: () => client.PATCH('/v1/me', { body: form.values }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            rememberLanguage(form.values.language);
            await chooseLanguage(form.values.language);
            await queries.invalidateQueries(); // what the server tells in words, too
            toast(t`Saved.`);
        },
    });
    return (
        <section aria-labelledby="person">
            <Title order={2} id="person" mb="sm">
                <Trans>Person</Trans>
            </Title>
            <form noValidate onSubmit={form.onSubmit(() => save.mutate())}>
                <Stack maw={420}>
                    <Problem error={save.error} />
                    <TextInput
                        label={t`Your name`}
                        name="name"
                        autoComplete="name"
                        {...form.getInputProps('name')}
                    />
                    <NativeSelect
                        label={t`Language of pages and mails`}
                        name="language"
                        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
                        {...form.getInputProps('language')}
                    />
                    <Group>
                        <Button type="submit" loading={save.isPending}>
                            <Trans>Save</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
        </section>
    );
}
