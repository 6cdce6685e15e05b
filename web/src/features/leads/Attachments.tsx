import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Anchor, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import type { LeadMessage } from '@/api/types';
import { StorageNotice } from '@/features/organizations/StorageNotice';
import { useActing } from '@/shell/session';
import { base64Of, saveBlob } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';

const MOST = 5;
const LARGEST = 4 * 1024 * 1024;
const TOGETHER = 6_000_000; // what a message can carry: its body has them in base64

type Attachment = LeadMessage['attachments'][number];

/** For the API. */
export const attachmentsOf = (files: File[]) =>
    Promise.all(files.map(async (file) => ({ name: file.name, content: await base64Of(file) })));

/** Why these files cannot be sent, or nothing. */
export function useAttachmentFault() {
    const { t } = useLingui();
    return (files: File[]): string | undefined => {
        if (files.length > MOST) return t`At most ${MOST} files at once.`;
        if (files.some((file) => file.size > LARGEST)) return t`A file may have at most 4 MB.`;
        if (files.reduce((sum, file) => sum + file.size, 0) > TOGETHER)
            return t`Together the files may have at most 6 MB; send some with another message.`;
        return undefined;
    };
}

/** Chooses files to go along. */
export function AttachmentField({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
    const { t } = useLingui();
    const format = useFormat();
    const fault = useAttachmentFault()(files);
    return (
        <Stack gap={4}>
            <Group gap="xs">
                <FileButton
                    multiple
                    accept="application/pdf,text/*,.md,.csv,.docx,.xlsx,.pptx,.odt,.ods,image/png,image/jpeg,image/webp"
                    onChange={(more) => onChange([...files, ...more])}
                >
                    {(button) => (
                        <Button
                            variant="default"
                            size="xs"
                            leftSection={<Icon name="file" size={14} />}
                            {...button}
                        >
                            <Trans>Attach files</Trans>
                        </Button>
                    )}
                </FileButton>
                <Text size="sm" c="dimmed">
                    <Trans>PDF, text, pictures or office documents, up to 4 MB each</Trans>
                </Text>
            </Group>
            {files.map((file, index) => (
                <Group key={`${index} ${file.name}`} gap={4}>
                    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                        {file.name} ({format.size(file.size)})
                    </Text>
                    <ActionIcon
                        variant="subtle"
                        size="sm"
                        aria-label={t`Leave out ${file.name}`}
                        onClick={() => onChange(files.filter((_, at) => at !== index))}
                    >
                        <Icon name="close" size={12} />
                    </ActionIcon>
                </Group>
            ))}
            {fault && (
                <Text size="sm" c="red.8" role="alert">
                    {fault}
                </Text>
            )}
            <StorageNotice />
        </Stack>
    );
}

/** What came along; saved when one follows it, never shown. */
export function AttachmentList(props: { side: 'requests' | 'leads'; id: string; attachments: Attachment[] }) {
    const { side, id, attachments } = props;
    const { organizationId } = useActing();
    const format = useFormat();
    const save = useMutation({
        mutationFn: async (one: Attachment) => {
            const call = {
                params: { path: { id, attachment_id: one.id } },
                headers: forOrganization(organizationId),
                parseAs: 'blob',
            } as const;
            const answer =
                side === 'leads'
                    ? await client.GET('/v1/leads/{id}/attachments/{attachment_id}', call)
                    : await client.GET('/v1/requests/{id}/attachments/{attachment_id}', call);
            saveBlob(one.name, answer.data as unknown as Blob);
        },
    });
    if (attachments.length === 0) return null;
    return (
        <Stack gap={2} mt="xs" align="flex-start">
            {attachments.map((one) => (
                <Anchor
                    key={one.id}
                    component="button"
                    type="button"
                    size="sm"
                    ta="left"
                    underline="always"
                    style={{ overflowWrap: 'anywhere' }}
                    onClick={() => save.mutate(one)}
                >
                    <Icon name="file" size={14} /> {one.name} ({format.size(one.size)})
                </Anchor>
            ))}
            <Problem error={save.error} />
        </Stack>
    );
}
