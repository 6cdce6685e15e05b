import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, forget } from '@/api/query';
import type { LeadMessage } from '@/api/types';
import { useActing } from '@/shell/session';
import { Markdown } from '@/ui/Markdown';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { AttachmentField, AttachmentList, attachmentsOf, useAttachmentFault } from './Attachments';

interface ConversationProps {
    /** From which side one looks. */
    side: 'requests' | 'leads';
    id: string;
    /** The organizations' names. */
    customer: string;
    seller: string;
    canWrite: boolean;
    /** Why nobody writes any more; shown instead of the field. */
    ended?: string;
    /** Begins a reply: what it gives is put into the field. */
    template?: (insert: (text: string) => void) => ReactNode;
}

/** What customer and seller wrote to each other, the oldest first. */
export function Conversation(props: ConversationProps) {
    const { side, id } = props;
    const { t } = useLingui();
    const { organizationId } = useActing();
    const query = useInfiniteQuery({
        ...apiList(side === 'leads' ? '/v1/leads/{id}/messages' : '/v1/requests/{id}/messages', {
            path: { id },
            organization: organizationId,
        }),
    });
    const messages = query.data?.pages.flatMap((page) => page.items);
    return (
        <section aria-labelledby="conversation">
            <Title order={2} id="conversation" mb="sm">
                <Trans>Conversation</Trans>
            </Title>
            <Stack gap="sm" maw={760}>
                <Problem error={query.error} onRetry={() => query.refetch()} />
                {!messages && !query.error && <Skeleton h={80} aria-label={t`Loading`} />}
                {messages?.length === 0 && (
                    <Text size="sm" c="dimmed">
                        <Trans>Nobody has written yet.</Trans>
                    </Text>
                )}
                <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
                    {messages?.map((message) => (
                        <Message key={message.id} message={message} {...props} />
                    ))}
                </Stack>
                {query.hasNextPage && (
                    <Button
                        variant="default"
                        size="xs"
                        loading={query.isFetchingNextPage}
                        onClick={() => query.fetchNextPage()}
                    >
                        <Trans>Load more</Trans>
                    </Button>
                )}
                {props.ended && (
                    <Text size="sm" c="dimmed">
                        {props.ended}
                    </Text>
                )}
                {props.canWrite && !props.ended && <Write {...props} />}
            </Stack>
        </section>
    );
}

function Message(props: ConversationProps & { message: LeadMessage }) {
    const { message, side } = props;
    const isOwn = message.is_by_seller === (side === 'leads');
    return (
        <Paper
            component="li"
            p="sm"
            ml={isOwn ? { base: 'md', sm: 48 } : 0}
            mr={isOwn ? 0 : { base: 'md', sm: 48 }}
            bg={isOwn ? 'var(--kontor-subtle)' : undefined}
        >
            <Group justify="space-between" gap="xs" mb={4}>
                <Text size="sm" fw={600}>
                    {message.written_by_name} · {message.is_by_seller ? props.seller : props.customer}
                </Text>
                <Text size="sm" c="dimmed">
                    <Time value={message.written_at} />
                </Text>
            </Group>
            <Markdown html={message.html} />
            <AttachmentList side={side} id={props.id} attachments={message.attachments} />
        </Paper>
    );
}

function Write({ side, id, customer, seller, template }: ConversationProps) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const [text, setText] = useState('');
    const [files, setFiles] = useState<File[]>([]);
    const isTooMuch = !!useAttachmentFault()(files);
    const send = useMutation({
        mutationFn: async () => {
            const call = {
                params: { path: { id } },
                headers: forOrganization(organizationId),
                body: { text, attachments: await attachmentsOf(files) },
            };
            return side === 'leads'
                ? await client.POST('/v1/leads/{id}/messages', call)
                : await client.POST('/v1/requests/{id}/messages', call);
        },
        onSuccess: async () => {
            setText('');
            setFiles([]);
            await forget(queries, '/v1/leads', '/v1/requests');
            void toast(t`The message was sent.`);
        },
    });
    const other = side === 'leads' ? customer : seller;
    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                if (text.trim() && !isTooMuch) send.mutate();
            }}
        >
            <Stack gap="xs">
                <Problem error={send.error} />
                {template?.((more) => setText((now) => (now.trim() ? `${now}\n\n${more}` : more)))}
                <Textarea
                    label={t`Write to ${other}`}
                    description={<MarkdownHint />}
                    name="text"
                    autosize
                    minRows={3}
                    maxLength={10_000}
                    value={text}
                    onChange={(event) => setText(event.currentTarget.value)}
                />
                <AttachmentField files={files} onChange={setFiles} />
                <Group>
                    <Button type="submit" loading={send.isPending} disabled={!text.trim() || isTooMuch}>
                        <Trans>Send</Trans>
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}

export function MarkdownHint() {
    return (
        <Trans>
            **bold**, *italic*, lists with “-” at the beginning of a line, [links](https://example.com)
        </Trans>
    );
}
