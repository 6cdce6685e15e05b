import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiList, apiQuery } from '@/api/query';
import type { AgreementAcceptance, OperatorAgreement } from '@/api/types';
import { useAcceptanceColumns } from '@/features/catalog/acceptance_columns';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { fileAddress, saveText } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { onePage } from '@/ui/list_query';
import { useListState } from '@/ui/list_state';
import { useDocumentNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { NewAgreement } from './NewAgreement';
import { type Version, versionsOf } from './agreement_versions';

/** The operator's terms by version, and who accepted them. */
export function AgreementsPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const [isNew, setNew] = useState(false);
    const query = useQuery(apiQuery('/v1/operator/agreements', { organization: organizationId }));
    const absent = absence(query);
    return (
        <>
            <PageHeader
                title={t`Agreements`}
                crumbs={[home]}
                description={
                    <Trans>
                        Your terms for who buys and who sells. With a new version everybody is asked at the
                        next order, application or submission.
                    </Trans>
                }
                actions={
                    <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setNew(true)}>
                        <Trans>New version</Trans>
                    </Button>
                }
            />
            {absent ?? (
                <Stack gap={32}>
                    <Versions agreements={query.data?.items ?? []} />
                    <Acceptances />
                </Stack>
            )}
            {isNew && <NewAgreement onClose={() => setNew(false)} />}
        </>
    );
}

function Versions({ agreements }: { agreements: OperatorAgreement[] }) {
    const { t } = useLingui();
    const kinds = useDocumentNames();
    const format = useFormat();
    const columns: Column<Version>[] = [
        { id: 'kind', header: t`Kind`, cell: (row) => kinds(row.kind), value: (row) => row.kind },
        { id: 'version', header: t`Version`, value: (row) => row.version },
        {
            id: 'state',
            header: t`State`,
            cell: (row) => <Status state={row.state} />,
            value: (row) => row.state,
        },
        {
            id: 'valid_from',
            header: t`Valid from`,
            cell: (row) => <Time value={row.valid_from} exact />,
            value: (row) => row.valid_from,
        },
        {
            id: 'texts',
            header: t`Texts`,
            cell: (row) => (
                <Group gap="xs">
                    {row.texts.map((text) => (
                        <Anchor
                            key={text.id}
                            href={fileAddress(text.digest, text.title)}
                            target="_blank"
                            size="sm"
                            title={text.title}
                        >
                            {format.language(text.language)}
                        </Anchor>
                    ))}
                </Group>
            ),
        },
    ];
    return (
        <DataTable
            name="agreements"
            label={t`Agreements`}
            prefix="agreement_"
            columns={columns}
            query={onePage(versionsOf(agreements, new Date().toISOString()))}
            rowId={(row) => `${row.kind} ${row.version}`}
            empty={
                <EmptyState icon="file" title={t`No agreements yet`}>
                    <Trans>Until you issue terms, orders need none of yours.</Trans>
                </EmptyState>
            }
        />
    );
}

function Acceptances() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const state = useListState();
    const kinds = useDocumentNames();
    const columns = useColumns();
    const query = useInfiniteQuery({
        ...apiList('/v1/operator/acceptances', {
            query: { kind: state.get('kind'), q: state.get('q') },
            organization: organizationId,
        }),
        placeholderData: keepPreviousData,
    });
    const save = useMutation({
        mutationFn: async () =>
            saveText(
                'acceptances.csv',
                'text/csv',
                bodyOf(
                    await client.GET('/v1/operator/acceptances.csv', {
                        headers: forOrganization(organizationId),
                        parseAs: 'text',
                    }),
                ),
            ),
    });
    return (
        <section aria-labelledby="acceptances">
            <Title order={2} id="acceptances" mb={4}>
                <Trans>Who accepted what</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    Your terms; and licence agreements of sellers that apply to existing subscribers by
                    notice.
                </Trans>
            </Text>
            <Problem error={save.error} />
            <DataTable
                name="acceptances"
                label={t`Who accepted what`}
                columns={columns}
                query={query}
                rowId={(row) => row.id}
                search={t`Search organizations`}
                filters={[
                    {
                        id: 'kind',
                        label: t`Kind`,
                        options: ['operator_terms', 'seller_terms', 'eula'].map((value) => ({
                            value,
                            label: kinds(value),
                        })),
                    },
                ]}
                actions={
                    <Button
                        variant="default"
                        leftSection={<Icon name="download" size={14} />}
                        loading={save.isPending}
                        onClick={() => save.mutate()}
                    >
                        <Trans>All details as CSV</Trans>
                    </Button>
                }
                empty={<EmptyState icon="file" title={t`Nobody has accepted anything yet`} />}
            />
        </section>
    );
}

function useColumns(): Column<AgreementAcceptance>[] {
    const { t } = useLingui();
    const columns = useAcceptanceColumns<AgreementAcceptance>();
    return useMemo(
        () => [
            {
                id: 'organization_name',
                header: t`Organization`,
                value: (row) => row.organization_name,
            },
            { id: 'title', header: t`Agreement`, value: (row) => row.title },
            ...columns,
        ],
        [t, columns],
    );
}
