import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Anchor, Badge, ScrollArea, Stack, Table } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { Profile, Registration } from '@/api/types';
import { type ProfileField, profileFields, useFieldNames } from '@/features/organizations/profile_fields';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { Decision } from './Decision';
import { Submissions } from './Submissions';

export function RegistrationPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { registrationId } = useParams({ strict: false }) as { registrationId: string };
    const query = useQuery(
        apiQuery('/v1/operator/registrations/{id}', {
            path: { id: registrationId },
            organization: organizationId,
        }),
    );
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.company_name}
                crumbs={[
                    {
                        label: t`Registrations`,
                        link: { to: '/o/$organizationId/operator/registrations', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
                description={
                    <Trans>
                        {data.is_change ? t`Change of the profile` : t`New profile`} of{' '}
                        {data.organization_name}, submitted by {data.submitted_by_name ?? data.submitted_by},{' '}
                        <Time value={data.submitted_at} exact />
                    </Trans>
                }
            />
            <Stack gap="lg" maw={960}>
                {data.reason && (
                    <Alert color="red" icon={<Icon name="alert" />} title={t`Rejected`}>
                        {data.reason}
                    </Alert>
                )}
                <ProfileTable registration={data} />
                {data.state === 'submitted' && <Decide registration={data} />}
                <Submissions of={data.organization_id} current={data.id} />
            </Stack>
        </>
    );
}

/** The data as submitted; of a change beside those in force, with what differs marked. */
function ProfileTable({ registration }: { registration: Registration }) {
    const { t } = useLingui();
    const names = useFieldNames();
    const { previous } = registration;
    return (
        <ScrollArea type="auto">
            <Table aria-label={t`Profile`} verticalSpacing={8} style={{ overflowWrap: 'anywhere' }}>
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th>{t`Field`}</Table.Th>
                        {previous && <Table.Th>{t`In force`}</Table.Th>}
                        <Table.Th>{previous ? t`Submitted` : t`Value`}</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {profileFields.map((field) => {
                        const isChanged =
                            !!previous && (previous[field] ?? '') !== (registration[field] ?? '');
                        return (
                            <Table.Tr key={field} bg={isChanged ? 'var(--kontor-subtle)' : undefined}>
                                <Table.Th scope="row" fw={400} c="dimmed">
                                    {names[field]}
                                </Table.Th>
                                {previous && (
                                    <Table.Td>
                                        <Value of={previous} field={field} />
                                    </Table.Td>
                                )}
                                <Table.Td fw={isChanged ? 600 : undefined}>
                                    <Value of={registration} field={field} />{' '}
                                    {isChanged && (
                                        <Badge
                                            variant="light"
                                            color="yellow"
                                            radius="sm"
                                            tt="none"
                                            styles={{ label: { color: 'var(--mantine-color-text)' } }}
                                        >
                                            <Trans>changed</Trans>
                                        </Badge>
                                    )}
                                </Table.Td>
                            </Table.Tr>
                        );
                    })}
                </Table.Tbody>
            </Table>
        </ScrollArea>
    );
}

function Value({ of, field }: { of: Registration | Profile; field: ProfileField }) {
    const format = useFormat();
    const value = of[field];
    if (!value) return <span>–</span>;
    if (field === 'country') return <>{format.country(value)}</>;
    if (field === 'website')
        return (
            <Anchor href={value} target="_blank" rel="noreferrer" size="sm">
                {value}
            </Anchor>
        );
    if (field === 'contact_email' || field === 'marketplace_email')
        return (
            <Anchor href={`mailto:${value}`} size="sm">
                {value}
            </Anchor>
        );
    return <>{value}</>;
}

function Decide({ registration }: { registration: Registration }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const call = { params: { path: { id: registration.id } }, headers: forOrganization(organizationId) };
    return (
        <Decision
            organization={registration.organization_name}
            question={t`Reject the profile of ${registration.company_name}?`}
            explanation={t`The organization reads the reason in its mail and on its profile page.`}
            approve={() => client.POST('/v1/operator/registrations/{id}/approval', call)}
            reject={(reason) =>
                client.POST('/v1/operator/registrations/{id}/rejection', { ...call, body: { reason } })
            }
            onDecided={() => forget(queries, '/v1/operator/registrations')}
        />
    );
}
