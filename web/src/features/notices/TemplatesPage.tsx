import { Trans, useLingui } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiList } from '@/api/query';
import type { MailTemplateSummary } from '@/api/types';
import { useActing } from '@/shell/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { type GroupName, useMailGroups } from './mail_groups';

const GROUPS = ['security', 'operation', 'organization', 'subscriptions', 'workloads', 'requests', 'leads'];

/** What the marketplace mails, to whom, and which texts are the operator's own. */
export function TemplatesPage() {
    const { t, i18n } = useLingui();
    const { organizationId, home } = useActing();
    const groups = useMailGroups();
    const columns = useColumns(organizationId, groups, i18n.locale);
    const query = useInfiniteQuery(apiList('/v1/operator/templates', { organization: organizationId }));
    return (
        <>
            <PageHeader
                title={t`Mail texts`}
                crumbs={[home]}
                description={
                    <Trans>What the marketplace mails. Each text can be yours, in each language.</Trans>
                }
            />
            <DataTable
                name="mail-texts"
                label={t`Mail texts`}
                columns={columns}
                query={query}
                rowId={(row) => row.kind}
                search={t`Search mail texts`}
                searched={(row) => [row.subject, row.kind, row.event]}
                filters={[
                    {
                        id: 'group',
                        label: t`About`,
                        filtered: (row) => row.group,
                        options: GROUPS.map((value) => ({ value, label: groups(value).label })),
                    },
                ]}
                empty={<EmptyState icon="mail" title={t`No mail texts`} />}
            />
        </>
    );
}

function useColumns(
    organizationId: string,
    groups: (group: string) => GroupName,
    language: string,
): Column<MailTemplateSummary>[] {
    const { t } = useLingui();
    return useMemo(
        () => [
            {
                id: 'subject',
                header: t`Mail`,
                cell: (row) => (
                    <TextLink
                        to="/o/$organizationId/operator/templates/$kind/$language"
                        params={{ organizationId, kind: row.kind, language }}
                        fw={500}
                    >
                        {row.subject}
                    </TextLink>
                ),
                value: (row) => row.subject,
            },
            {
                id: 'group',
                header: t`About`,
                value: (row) => groups(row.group).label,
            },
            {
                id: 'changed',
                header: t`Your words`,
                cell: (row) =>
                    row.changed_languages.length ? (
                        row.changed_languages.join(', ')
                    ) : (
                        <Text span c="dimmed" size="sm">
                            <Trans>built-in</Trans>
                        </Text>
                    ),
                value: (row) => row.changed_languages.join(' '),
            },
            {
                id: 'event',
                header: t`Event`,
                cell: (row) => <code>{row.event}</code>,
                value: (row) => row.event,
            },
        ],
        [t, organizationId, groups, language],
    );
}
