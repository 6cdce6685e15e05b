import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Code, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { MailTemplate } from '@/api/types';
import { languages } from '@/i18n/language';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { TabLinks } from '@/ui/TabLinks';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { MailPreview, type MailWords } from './MailPreview';

const wordsOf = ({ subject, body, button, why }: MailWords): MailWords => ({ subject, body, button, why });

/** One mail in one language: its words, and what it looks like with them. */
export function TemplatePage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { kind, language } = useParams({ strict: false }) as { kind: string; language: string };
    // What is being typed is not replaced behind one's back: saving finds out what others did.
    const query = useQuery({
        ...apiQuery('/v1/operator/templates/{kind}/{language}', {
            path: { kind, language },
            organization: organizationId,
        }),
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnMount: 'always',
    });
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.built_in.subject}
                crumbs={[
                    {
                        label: t`Mail texts`,
                        link: { to: '/o/$organizationId/operator/templates', params: { organizationId } },
                    },
                ]}
                description={
                    data.is_changed ? (
                        <Trans>
                            Your words, by {data.changed_by_name}, <Time value={data.changed_at} />
                        </Trans>
                    ) : (
                        <Trans>The built-in text</Trans>
                    )
                }
            />
            <TabLinks
                label={t`Languages`}
                tabs={Object.entries(languages).map(([code, label]) => ({
                    label,
                    link: {
                        to: '/o/$organizationId/operator/templates/$kind/$language',
                        params: { organizationId, kind, language: code },
                    },
                }))}
            />
            <Editor key={`${kind} ${language} ${data.version}`} template={data} />
        </>
    );
}

function useTemplateCall({ kind, language, version }: MailTemplate) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        call: {
            params: { path: { kind, language } },
            headers: { ...forOrganization(organizationId), 'If-Match': `"v${version}"` },
        },
        done: () => forget(queries, '/v1/operator/templates'),
    };
}

function Editor({ template }: { template: MailTemplate }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { call, done } = useTemplateCall(template);
    const form = useForm({ initialValues: wordsOf(template) });
    const [isResetting, setResetting] = useState(false);
    const isDirty = form.isDirty();
    useBlocker({
        shouldBlockFn: () => isDirty && !window.confirm(t`Leave without saving what you typed?`),
        enableBeforeUnload: () => isDirty,
    });
    const save = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.PUT('/v1/operator/templates/{kind}/{language}', { ...call, body: form.values }),
            ),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            form.resetDirty();
            toast(t`Saved. Mails say it from now on.`);
            await done();
        },
    });
    const test = useMutation({
        mutationFn: () =>
            client.POST('/v1/operator/templates/{kind}/{language}/test', { ...call, body: form.values }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: () => toast(t`The test is on its way to your own address.`),
    });
    return (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
            <form noValidate onSubmit={form.onSubmit(() => save.mutate())}>
                <Stack>
                    <Problem error={save.error ?? test.error} />
                    <Words form={form} template={template} />
                    <Group gap="xs">
                        <Button type="submit" loading={save.isPending} disabled={!isDirty}>
                            <Trans>Save</Trans>
                        </Button>
                        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                            <Trans>Mail it to me</Trans>
                        </Button>
                        {template.is_changed && (
                            <Button variant="default" onClick={() => setResetting(true)}>
                                <Trans>Back to the built-in text…</Trans>
                            </Button>
                        )}
                    </Group>
                </Stack>
            </form>
            <MailPreview template={template} words={form.values} />
            <ConfirmMoney
                opened={isResetting}
                onClose={() => setResetting(false)}
                title={t`Go back to the built-in text?`}
                confirm={t`Yes, forget these words`}
                keep={t`No, keep them`}
                run={() => client.DELETE('/v1/operator/templates/{kind}/{language}', call)}
                onDone={() => void done()}
            >
                <Text>
                    <Trans>Your words in this language are removed. It costs nothing.</Trans>
                </Text>
            </ConfirmMoney>
        </SimpleGrid>
    );
}

function Words({ form, template }: { form: UseFormReturnType<MailWords>; template: MailTemplate }) {
    const { t } = useLingui();
    return (
        <>
            <Text size="sm" c="dimmed">
                <Trans>In subject and text these are filled in:</Trans>{' '}
                {template.placeholders.map((name) => (
                    <Code key={name} mr={6}>{`{${name}}`}</Code>
                ))}
            </Text>
            <TextInput
                label={t({ message: 'Subject', context: 'mail' })}
                name="subject"
                required
                {...form.getInputProps('subject')}
            />
            <Textarea
                label={t`Text`}
                description={
                    template.required.length > 0
                        ? t`An empty line begins a paragraph. Needed: ${template.required.map((name) => `{${name}}`).join(' ')}`
                        : t`An empty line begins a paragraph.`
                }
                name="body"
                required
                autosize
                minRows={8}
                maxRows={24}
                {...form.getInputProps('body')}
            />
            <TextInput
                label={t`Button`}
                description={t`What its link does`}
                name="button"
                required
                {...form.getInputProps('button')}
            />
            <Textarea
                label={t`Why one gets this mail`}
                name="why"
                required
                autosize
                minRows={2}
                {...form.getInputProps('why')}
            />
        </>
    );
}
