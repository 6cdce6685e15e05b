import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, FileButton, Group, List, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { readText } from '@/api/text';
import { RevisionTests } from '@/features/kubernetes/RevisionTests';
import { SellerTermsBox } from '@/features/sellers/SellerTermsBox';
import { useActing } from '@/shell/session';
import { saveText } from '@/ui/files';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { useEditor } from './use_editor';
import { usePlaceNames, useSectionNames } from './use_names';

/** What is missing, what happens next, and the button that sends. */
export function SendSection() {
    const { t } = useLingui();
    const { draft, conflicts, isDirty, flush } = useEditor();
    const hasConflict = Object.keys(conflicts).length > 0;
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const isSent = draft.is_sent && !isDirty;
    const [accepted, setAccepted] = useState<string[]>([]); // digests
    const isAgreed = draft.terms.every((one) => accepted.includes(one.digest));
    const isComplete = draft.sections.every((section) => section.missing.length === 0);
    const send = useMutation({
        mutationFn: async () => {
            await flush();
            return bodyOf(
                await client.POST('/v1/drafts/{id}/submission', {
                    params: { path: { id: draft.id } },
                    headers: forOrganization(organizationId),
                    body: { accepted },
                }),
            );
        },
        onSuccess: () => toast(t`Submitted for review.`),
        onSettled: () => forget(queries, '/v1/drafts', '/v1/seller'),
    });
    return (
        <Stack gap="md">
            <Problem error={send.error} />
            {!isComplete && <Missing />}
            {isSent && draft.revision_state === 'approved' ? (
                <Alert color="green" icon={<Icon name="check" />} title={t`It is approved`}>
                    <Trans>It is in the catalogue from its release on; then this draft goes.</Trans>
                </Alert>
            ) : isSent && draft.revision_state === 'in_review' ? (
                <Alert color="blue" icon={<Icon name="clock" />} title={t`The operator reviews it`}>
                    <Trans>
                        You hear by mail what is decided. You can go on writing; what you change is reviewed
                        only when you submit it again.
                    </Trans>
                </Alert>
            ) : (
                <Text size="sm">
                    <Trans>
                        Submitted, it becomes a revision that the operator reviews. Approved, it is in the
                        catalogue from its release on. Who subscribed to an older revision keeps that one.
                    </Trans>
                </Text>
            )}
            {!isSent && draft.revision_state === 'approved' && (
                <Alert
                    color="yellow"
                    icon={<Icon name="alert" />}
                    title={t`A revision waits for its release`}
                >
                    <Trans>
                        Submitted, this takes its place: the approved one is not released, and the operator
                        reviews anew.
                    </Trans>
                </Alert>
            )}
            {draft.terms.length > 0 && !isSent && (
                <Stack gap="xs">
                    <Text size="sm">
                        <Trans>
                            The operator has new terms for sellers. Read and accept them to submit; who
                            accepted them is recorded.
                        </Trans>
                    </Text>
                    {draft.terms.map((one) => (
                        <SellerTermsBox
                            key={one.digest}
                            terms={one}
                            checked={accepted.includes(one.digest)}
                            onChange={(event) =>
                                setAccepted(
                                    event.currentTarget.checked
                                        ? [...accepted, one.digest]
                                        : accepted.filter((digest) => digest !== one.digest),
                                )
                            }
                        />
                    ))}
                </Stack>
            )}
            <Group>
                <Test />
                <Button
                    disabled={!isComplete || !isAgreed || isSent || hasConflict}
                    loading={send.isPending}
                    onClick={() => send.mutate()}
                >
                    <Trans>Submit for review</Trans>
                </Button>
            </Group>
            <Evidence />
            <AsFile />
        </Stack>
    );
}

function Missing() {
    const { t } = useLingui();
    const { draft } = useEditor();
    const { organizationId } = useActing();
    const sections = useSectionNames();
    const places = usePlaceNames();
    const texts = useProblemTexts();
    return (
        <Alert
            color="yellow"
            icon={<Icon name="info" />}
            title={t`Something is missing before it can be submitted`}
        >
            <Stack gap="xs">
                {draft.sections
                    .filter((section) => section.missing.length > 0)
                    .map((section) => (
                        <div key={section.name}>
                            <TextLink
                                to="/o/$organizationId/drafts/$draftId"
                                params={{ organizationId, draftId: draft.id }}
                                search={{ section: section.name }}
                                underline="always"
                                fw={500}
                            >
                                {sections(section.name)}
                            </TextLink>
                            <List size="sm">
                                {section.missing.map((fault) => (
                                    <List.Item key={fault.field + fault.code}>
                                        {places(fault.field)}: {texts.fault(fault)}
                                    </List.Item>
                                ))}
                            </List>
                        </div>
                    ))}
            </Stack>
        </Alert>
    );
}

/** Writes the draft as a revision that its seller can try out before anybody reviews it. */
function Test() {
    const { t } = useLingui();
    const { draft, flush } = useEditor();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const test = useMutation({
        mutationFn: async () => {
            await flush();
            return bodyOf(
                await client.POST('/v1/drafts/{id}/test', {
                    params: { path: { id: draft.id } },
                    headers: forOrganization(organizationId),
                }),
            );
        },
        onSuccess: () => toast(t`Written as a revision that you can test.`),
        onSettled: () => forget(queries, '/v1/drafts', '/v1/seller'),
    });
    if (draft.service_type !== 'kubernetes') return null;
    return (
        <>
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                <Trans>Fetch and render the chart</Trans>
            </Button>
            <Problem error={test.error} />
        </>
    );
}

function Evidence() {
    const { draft } = useEditor();
    if (draft.service_type !== 'kubernetes' || !draft.revision_id) return null;
    return (
        <Stack gap="sm" component="section" aria-labelledby="tests">
            <Title order={3} id="tests">
                <Trans>Test deployments</Trans>
            </Title>
            <RevisionTests revisionId={draft.revision_id} />
        </Stack>
    );
}

/** The same as an offer file, to keep beside the source and to apply by a program. */
function AsFile() {
    const { t } = useLingui();
    const { draft, flush } = useEditor();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const address = `/v1/drafts/${draft.id}/offer`;
    const give = useMutation({
        mutationFn: async () => {
            await flush();
            saveText(`${draft.slug}.yaml`, 'application/yaml', await readText(address, organizationId));
        },
    });
    const take = useMutation({
        mutationFn: async (file: File) => {
            const version = await flush();
            return client.PUT('/v1/drafts/{id}/offer', {
                params: { path: { id: draft.id }, header: { 'If-Match': `"v${version}"` } },
                headers: { ...forOrganization(organizationId), 'Content-Type': 'application/yaml' },
                body: (await file.text()) as never,
                bodySerializer: (body) => body,
            });
        },
        onSuccess: async () => {
            await forget(queries, '/v1/drafts');
            toast(t`The file stands in the draft now.`);
        },
    });
    return (
        <Stack gap="sm" component="section" aria-labelledby="file">
            <Title order={3} id="file">
                <Trans>The same as a file</Trans>
            </Title>
            <Text size="sm" c="dimmed">
                <Trans>
                    An offer file says all of this, keys excepted. Read into the draft, a file takes the place
                    of everything that was written here.
                </Trans>
            </Text>
            <Problem error={give.error ?? take.error} />
            <Group gap="xs">
                <Button
                    variant="default"
                    size="xs"
                    leftSection={<Icon name="download" size={14} />}
                    loading={give.isPending}
                    onClick={() => give.mutate()}
                >
                    <Trans>Save as a file</Trans>
                </Button>
                <FileButton
                    onChange={(file) => file && take.mutate(file)}
                    accept=".yaml,.yml,.json,application/yaml,application/json"
                >
                    {(button) => (
                        <Button
                            {...button}
                            variant="default"
                            size="xs"
                            loading={take.isPending}
                            leftSection={<Icon name="file" size={14} />}
                        >
                            <Trans>Read a file…</Trans>
                        </Button>
                    )}
                </FileButton>
            </Group>
        </Stack>
    );
}
