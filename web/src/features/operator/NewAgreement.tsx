import { Trans, useLingui } from '@lingui/react/macro';
import { Button, FileInput, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { type Language, LANGUAGES } from '@/i18n/language';
import { useActing } from '@/shell/session';
import { Dialog, DialogButtons } from '@/ui/Dialog';
import { base64Of } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { useDocumentNames } from '@/ui/names';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';

interface Values {
    kind: 'operator_terms' | 'seller_terms';
    version: string;
    valid_from: string;
    title: Record<Language, string>;
    texts: Record<Language, File | null>;
}

/** Issues a version in all languages. */
export function NewAgreement({ onClose }: { onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const { language } = useFormat();
    const kinds = useDocumentNames();
    const problems = useProblemTexts();
    const form = useForm<Values>({
        initialValues: {
            kind: 'operator_terms',
            version: '',
            valid_from: '',
            title: { en: '', de: '', fr: '', cs: '' },
            texts: { en: null, de: null, fr: null, cs: null },
        },
        validate: {
            version: (value) => (value.trim() ? null : t`Name the version.`),
            title: Object.fromEntries(
                LANGUAGES.map((one) => [one, (value: string) => (value.trim() ? null : t`Give it a title.`)]),
            ),
            texts: Object.fromEntries(
                LANGUAGES.map((one) => [one, (value: File | null) => (value ? null : t`Choose a file.`)]),
            ),
        },
    });
    const issue = useMutation({
        mutationFn: async () => {
            const { kind, version, valid_from, title, texts } = form.values;
            const files = await Promise.all(
                LANGUAGES.map(async (one) => ({
                    language: one,
                    title: title[one].trim(),
                    content: await base64Of(texts[one] as File),
                })),
            );
            return client.POST('/v1/operator/agreements', {
                headers: forOrganization(organizationId),
                body: {
                    kind,
                    version: version.trim(),
                    valid_from: valid_from ? new Date(valid_from).toISOString() : undefined,
                    texts: files,
                },
            });
        },
        onError: (error) => form.setErrors(problems.fields(error)),
        onSuccess: async () => {
            await forget(queries, '/v1/operator/agreements', '/v1/platform');
            onClose();
        },
    });
    return (
        <Dialog onClose={onClose} size="lg" title={t`New version`}>
            <form noValidate onSubmit={form.onSubmit(() => issue.mutate())}>
                <Stack>
                    <Problem error={issue.error} />
                    <Text size="sm">
                        <Trans>
                            It is issued in all languages at once and never changes. Earlier versions stay
                            readable for who accepted them.
                        </Trans>
                    </Text>
                    <NativeSelect
                        label={t`Kind`}
                        name="kind"
                        data={(['operator_terms', 'seller_terms'] as const).map((value) => ({
                            value,
                            label: kinds(value),
                        }))}
                        {...form.getInputProps('kind')}
                    />
                    <TextInput
                        label={t`Version`}
                        name="version"
                        required
                        maxLength={40}
                        {...form.getInputProps('version')}
                    />
                    <TextInput
                        type="datetime-local"
                        label={t`Valid from`}
                        description={t`Leave it empty to put it in force at once.`}
                        name="valid_from"
                        {...form.getInputProps('valid_from')}
                    />
                    {LANGUAGES.map((one) => (
                        <Group key={one} gap="xs" align="flex-start" grow>
                            <TextInput
                                label={t`Title in ${language(one)}`}
                                name={`title.${one}`}
                                lang={one}
                                required
                                maxLength={120}
                                {...form.getInputProps(`title.${one}`)}
                            />
                            <FileInput
                                label={t`File in ${language(one)}`}
                                placeholder={t`PDF, Markdown or text`}
                                name={`texts.${one}`}
                                accept=".pdf,.md,.txt"
                                required
                                {...form.getInputProps(`texts.${one}`)}
                            />
                        </Group>
                    ))}
                    <DialogButtons onClose={onClose}>
                        <Button type="submit" loading={issue.isPending}>
                            <Trans>Issue</Trans>
                        </Button>
                    </DialogButtons>
                </Stack>
            </form>
        </Dialog>
    );
}
