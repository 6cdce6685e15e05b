import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { Acceptance, Document } from '@/api/types';
import { useAcceptanceColumns } from '@/features/catalog/acceptance_columns';
import { onePage } from '@/ui/list_query';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { useDocumentNames } from '@/ui/names';
import { useSubscription } from './subscription';

/** What was agreed to when, in which version, and the documents of the revision that was bought. */
export function SubscriptionDocuments() {
    const { data: subscription } = useSubscription();
    if (!subscription) return null;
    return (
        <Stack gap={40}>
            <Agreements agreements={subscription.agreements} />
            <Documents documents={subscription.documents} />
        </Stack>
    );
}

function FileLink({ digest, title, language }: { digest: string; title: string; language: string }) {
    return (
        <Anchor size="sm" href={fileAddress(digest, title)} hrefLang={language}>
            {title}
        </Anchor>
    );
}

function Agreements({ agreements }: { agreements: Acceptance[] }) {
    const { t } = useLingui();
    const common = useAcceptanceColumns<Acceptance>();
    const columns = useMemo<Column<Acceptance>[]>(
        () => [
            {
                id: 'title',
                header: t`Agreement`,
                cell: (row) => <FileLink {...row} />,
                value: (row) => row.title,
            },
            ...common,
            {
                id: 'digest',
                header: t`SHA-256 of the text`,
                cell: (row) => <code title={row.digest}>{row.digest.slice(0, 12)}…</code>,
                value: (row) => row.digest,
            },
        ],
        [t, common],
    );
    return (
        <section aria-labelledby="agreements">
            <Title order={2} id="agreements" mb={4}>
                <Trans>Agreements</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    What was accepted with the order, and what applies by notice since, in exactly these
                    texts.
                </Trans>
            </Text>
            <DataTable
                name="agreements"
                label={t`Agreements`}
                prefix="agreements."
                columns={columns}
                query={onePage(agreements)}
                rowId={(row) => row.digest + row.accepted_at}
                empty={<EmptyState icon="file" title={t`No agreements`} />}
            />
        </section>
    );
}

function Documents({ documents }: { documents: Document[] }) {
    const { t } = useLingui();
    const format = useFormat();
    const kinds = useDocumentNames();
    const columns = useMemo<Column<Document>[]>(
        () => [
            {
                id: 'title',
                header: t`Document`,
                cell: (row) => <FileLink {...row} />,
                value: (row) => row.title,
            },
            { id: 'kind', header: t`Kind`, cell: (row) => kinds(row.kind), value: (row) => row.kind },
            { id: 'version', header: t`Version`, value: (row) => row.version },
            {
                id: 'language',
                header: t`Language`,
                cell: (row) => format.language(row.language),
                value: (row) => row.language,
            },
            {
                id: 'size',
                header: t`Size`,
                cell: (row) => format.size(row.size),
                value: (row) => row.size,
                isNumber: true,
            },
        ],
        [t, format, kinds],
    );
    return (
        <section aria-labelledby="documents">
            <Title order={2} id="documents" mb="sm">
                <Trans>Documents</Trans>
            </Title>
            <DataTable
                name="documents"
                label={t`Documents`}
                prefix="documents."
                columns={columns}
                query={onePage(documents)}
                rowId={(row) => row.digest + row.kind + row.language}
                empty={
                    <EmptyState icon="file" title={t`No documents`}>
                        <Trans>The seller publishes no documents for this product.</Trans>
                    </EmptyState>
                }
            />
        </section>
    );
}
