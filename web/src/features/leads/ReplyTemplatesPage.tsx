import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Skeleton, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { ReplyTemplate } from '@/api/types';
import { useActing } from '@/shell/session';
import { EmptyState } from '@/ui/EmptyState';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { PLACEHOLDERS } from './reply_template';

export function useReplyTemplates(isWanted = true) {
    const { organizationId } = useActing();
    return useQuery({
        ...apiQuery('/v1/reply-templates', { organization: organizationId }),
        enabled: isWanted,
    });
}

/** Texts that a seller keeps for replies. */
export function ReplyTemplatesPage() {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const query = useReplyTemplates();
    const [editing, setEditing] = useState<string | null>(null);
    const templates = query.data?.items;
    return (
        <>
            <PageHeader
                title={t`Reply templates`}
                crumbs={[
                    { label: t`Leads`, link: { to: '/o/$organizationId/leads', params: { organizationId } } },
                ]}
                description={<Trans>Texts that are offered when somebody replies to a lead.</Trans>}
                actions={
                    may('offerings') &&
                    editing !== 'new' && (
                        <Button
                            leftSection={<Icon name="plus" size={14} />}
                            onClick={() => setEditing('new')}
                        >
                            <Trans>New template</Trans>
                        </Button>
                    )
                }
            />
            <Stack maw={760}>
                <Problem error={query.error} onRetry={() => query.refetch()} />
                {!templates && !query.error && <Skeleton h={120} aria-label={t`Loading`} />}
                {editing === 'new' && <TemplateForm onClose={() => setEditing(null)} />}
                {templates?.length === 0 && editing !== 'new' && (
                    <EmptyState icon="mail" title={t`No templates yet`}>
                        <Trans>Keep what you write again and again.</Trans>
                    </EmptyState>
                )}
                {templates?.map((one) =>
                    editing === one.id ? (
                        <TemplateForm key={one.id} template={one} onClose={() => setEditing(null)} />
                    ) : (
                        <Paper key={one.id} p="md" component="article" aria-label={one.name}>
                            <Group justify="space-between" align="flex-start">
                                <Title order={2} fz="md">
                                    {one.name}
                                </Title>
                                {may('offerings') && (
                                    <Button size="xs" variant="default" onClick={() => setEditing(one.id)}>
                                        <Trans>Edit</Trans>
                                    </Button>
                                )}
                            </Group>
                            <Text
                                size="sm"
                                mt="xs"
                                style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
                            >
                                {one.text}
                            </Text>
                        </Paper>
                    ),
                )}
            </Stack>
        </>
    );
}

function TemplateForm({ template, onClose }: { template?: ReplyTemplate; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const texts = useProblemTexts();
    const form = useForm({ initialValues: { name: template?.name ?? '', text: template?.text ?? '' } });
    const headers = {
        ...forOrganization(organizationId),
        ...(template && { 'If-Match': `"v${template.version}"` }),
    };
    const done = async () => {
        await forget(queries, '/v1/reply-templates');
        onClose();
    };
    const save = useMutation({
        mutationFn: async () =>
            template
                ? await client.PUT('/v1/reply-templates/{id}', {
                      params: { path: { id: template.id } },
                      headers,
                      body: form.values,
                  })
                : await client.POST('/v1/reply-templates', { headers, body: form.values }),
        onSuccess: done,
        onError: (error) => form.setErrors(texts.fields(error)),
    });
    const remove = useMutation({
        mutationFn: async () =>
            template &&
            client.DELETE('/v1/reply-templates/{id}', { params: { path: { id: template.id } }, headers }),
        onSuccess: done,
    });
    const words = PLACEHOLDERS.map((one) => `{${one}}`).join(' ');
    return (
        <Paper p="md">
            <form noValidate onSubmit={form.onSubmit(() => save.mutate())}>
                <Stack>
                    <Problem error={save.error ?? remove.error} />
                    <TextInput
                        label={t`Name`}
                        name="name"
                        required
                        maxLength={80}
                        {...form.getInputProps('name')}
                    />
                    <Textarea
                        label={t`Text`}
                        description={t`Filled in when it is used: ${words}`}
                        name="text"
                        required
                        autosize
                        minRows={4}
                        maxLength={10_000}
                        {...form.getInputProps('text')}
                    />
                    <Group gap="xs">
                        <Button type="submit" loading={save.isPending}>
                            <Trans>Save</Trans>
                        </Button>
                        <Button variant="default" onClick={onClose}>
                            <Trans>Cancel</Trans>
                        </Button>
                        {template && (
                            <Button
                                variant="default"
                                loading={remove.isPending}
                                onClick={() => remove.mutate()}
                            >
                                <Trans>Remove</Trans>
                            </Button>
                        )}
                    </Group>
                </Stack>
            </form>
        </Paper>
    );
}
