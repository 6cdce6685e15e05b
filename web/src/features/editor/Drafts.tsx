import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { DraftSummary } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { TextLink } from '@/ui/links';
import { useServiceTypeNames } from '@/ui/names';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';

/** What is being written, above the list of products; nothing where nothing is. */
export function Drafts() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const types = useServiceTypeNames();
    const [discarded, setDiscarded] = useState<DraftSummary | null>(null);
    const drafts = useQuery(apiQuery('/v1/drafts', { query: { limit: 200 }, organization: organizationId }))
        .data?.items;
    if (!drafts || drafts.length === 0) return null;
    return (
        <section aria-labelledby="drafts" style={{ marginBottom: 32 }}>
            <Title order={2} id="drafts" mb="sm">
                <Trans>Drafts</Trans>
            </Title>
            <Table.ScrollContainer
                minWidth={480}
                scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t`Drafts` } }}
            >
                <Table verticalSpacing={6} aria-label={t`Drafts`}>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Th>{t`Product`}</Table.Th>
                            <Table.Th>{t`State`}</Table.Th>
                            <Table.Th>{t`Changed`}</Table.Th>
                            <Table.Th>
                                <VisuallyHidden>{t`Actions`}</VisuallyHidden>
                            </Table.Th>
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        {drafts.map((draft) => (
                            <Table.Tr key={draft.id}>
                                <Table.Td>
                                    <TextLink
                                        to="/o/$organizationId/drafts/$draftId"
                                        params={{ organizationId, draftId: draft.id }}
                                        fw={500}
                                    >
                                        {draft.name || t`Without a name`}
                                    </TextLink>
                                    <Text size="xs" c="dimmed">
                                        {types(draft.service_type)}
                                    </Text>
                                </Table.Td>
                                <Table.Td>
                                    <Status state={draft.revision_state ?? 'draft'} />
                                </Table.Td>
                                <Table.Td>
                                    <Time value={draft.changed_at} />
                                    {draft.changed_by_name && (
                                        <Text size="xs" c="dimmed">
                                            {draft.changed_by_name}
                                        </Text>
                                    )}
                                </Table.Td>
                                <Table.Td ta="right">
                                    <Button
                                        variant="subtle"
                                        size="compact-sm"
                                        aria-label={t`Discard ${draft.name}`}
                                        onClick={() => setDiscarded(draft)}
                                    >
                                        <Trans>Discard…</Trans>
                                    </Button>
                                </Table.Td>
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            </Table.ScrollContainer>
            {discarded && <Discard draft={discarded} onClose={() => setDiscarded(null)} />}
        </section>
    );
}

function Discard({ draft, onClose }: { draft: DraftSummary; onClose: () => void }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Discard the draft of ${draft.name}?`}
            confirm={t`Discard`}
            keep={t`Keep it`}
            run={async () => {
                await client.DELETE('/v1/drafts/{id}', {
                    params: { path: { id: draft.id } },
                    headers: forOrganization(organizationId),
                });
                await forget(queries, '/v1/drafts');
            }}
        >
            <Text size="sm">
                <Trans>
                    What was written in it is lost. Revisions that were made of it stay as they are.
                </Trans>
            </Text>
        </ConfirmMoney>
    );
}
