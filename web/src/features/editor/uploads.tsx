// Files of a draft: uploaded once, then named by their digest in the document.
import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { File as KeptFile } from '@/api/types';
import { useActing } from '@/shell/session';
import { fileAddress } from '@/ui/files';
import { Icon } from '@/ui/icons';
import { useProblemTexts } from '@/ui/problem_texts';
import { textAt } from './offer';
import { useEditor } from './use_editor';

export type UploadKind = 'logo' | 'screenshot' | 'document' | 'chart';

const ACCEPTED: Record<UploadKind, string> = {
    logo: 'image/png,image/jpeg,image/webp,image/svg+xml',
    screenshot: 'image/png,image/jpeg,image/webp',
    document: '.pdf,.md,.txt,application/pdf,text/markdown,text/plain',
    chart: '.tgz,application/gzip',
};

export function useUpload(kind: UploadKind, onUploaded: (file: KeptFile) => void) {
    const { draft } = useEditor();
    const { organizationId } = useActing();
    return useMutation({
        mutationFn: async (file: File) =>
            bodyOf(
                await client.POST('/v1/drafts/{id}/files', {
                    params: {
                        path: { id: draft.id },
                        query: { kind },
                    },
                    headers: {
                        ...forOrganization(organizationId),
                        'Content-Type': 'application/octet-stream',
                    },
                    body: file as never,
                    bodySerializer: (body) => body,
                }),
            ),
        onSuccess: onUploaded,
    });
}

/** What a file must be to be taken. */
function useContentFaults(): Record<UploadKind, string> {
    const { t } = useLingui();
    return {
        logo: t`This is no picture that can be shown: PNG, JPEG, WebP, or SVG without scripts, of at most 2 MB.`,
        screenshot: t`This is no picture that can be shown: PNG, JPEG or WebP of at most 2 MB.`,
        document: t`This is no document that can be read: PDF, Markdown or text in UTF-8, of at most 4 MB.`,
        chart: t`This is no packed chart that can be read: a .tgz of at most 10 MB, as helm package makes it.`,
    };
}

/** Chooses a file and says what is wrong with it. */
export function UploadButton(props: {
    kind: UploadKind;
    name: string;
    label: ReactNode;
    onUploaded: (file: KeptFile) => void;
}) {
    const { kind, name, label, onUploaded } = props;
    const texts = useProblemTexts();
    const contents = useContentFaults();
    const upload = useUpload(kind, onUploaded);
    const problem = upload.error && problemOf(upload.error);
    const fault = problem?.errors[0];
    const said = fault?.code === 'bad_content' ? contents[kind] : fault && texts.fault(fault);
    return (
        <Stack gap={4}>
            <Group gap="xs">
                <FileButton
                    onChange={(file) => file && upload.mutate(file)}
                    accept={ACCEPTED[kind]}
                    name={name}
                >
                    {(button) => (
                        <Button
                            {...button}
                            variant="default"
                            size="xs"
                            loading={upload.isPending}
                            leftSection={<Icon name="file" size={14} />}
                        >
                            {label}
                        </Button>
                    )}
                </FileButton>
            </Group>
            {problem && (
                <Text size="xs" c="var(--mantine-color-error)" role="alert">
                    {said ?? texts.problem(problem)}
                </Text>
            )}
        </Stack>
    );
}

/** The file that stands at the path, and another one instead. */
export function FileField(props: { path: string; kind: UploadKind; label: string; required?: boolean }) {
    const { path, kind, label } = props;
    const { said, set, faultAt } = useEditor();
    const digest = textAt(said.document, `${path}.digest`);
    const error = faultAt(path);
    return (
        <Stack gap={4}>
            <Text size="sm" fw={500} component="span">
                {label}
            </Text>
            {digest && kind === 'document' && (
                <Anchor href={fileAddress(digest, label)} size="sm" target="_blank" underline="always">
                    <Trans>See the file</Trans>
                </Anchor>
            )}
            {digest && kind === 'chart' && (
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {digest}
                </Text>
            )}
            <UploadButton
                kind={kind}
                name={path}
                label={digest ? <Trans>Choose another file…</Trans> : <Trans>Choose a file…</Trans>}
                onUploaded={(file) => {
                    set(`${path}.text`, undefined);
                    set(`${path}.base64`, undefined);
                    set(`${path}.digest`, file.digest);
                }}
            />
            {error && (
                <Text size="xs" c="var(--mantine-color-error)" role="alert">
                    {error}
                </Text>
            )}
        </Stack>
    );
}
