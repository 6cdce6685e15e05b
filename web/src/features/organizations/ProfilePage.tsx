import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiList, apiQuery } from '@/api/query';
import type { Organization, Profile } from '@/api/types';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { ProfileForm } from './ProfileForm';
import { profileFields, useFieldNames, valuesOf } from './profile_fields';

export function ProfilePage() {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const { data, error, refetch } = useQuery(apiQuery('/v1/organization', { organization: organizationId }));
    const history = useHistory();
    const [isEditing, setEditing] = useState(false);
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    const isRejected = data?.profile_state === 'rejected';
    if (!data || (isRejected && history.isPending)) return <Skeleton h={320} aria-label={t`Loading`} />;
    const isFirst = !data.profile && !data.pending;
    // What was rejected is changed, not written anew.
    const rejected = isRejected ? history.data?.pages[0]?.items[0] : undefined;
    const start = data.pending ?? rejected ?? data.profile;
    const canEdit = may('profile');
    const isForm = canEdit && (isEditing || isFirst);
    return (
        <>
            <PageHeader
                title={t`Organization profile`}
                crumbs={[
                    {
                        label: data.name,
                        link: { to: '/o/$organizationId/profile', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.profile_state} />}
                description={<Trans>Sellers and the operator see who you are and how to reach you.</Trans>}
                actions={
                    canEdit &&
                    !isForm && (
                        <Button
                            variant="default"
                            leftSection={<Icon name="edit" size={14} />}
                            onClick={() => setEditing(true)}
                        >
                            <Trans>Edit</Trans>
                        </Button>
                    )
                }
            />
            <Stack gap="lg" maw={820}>
                <Notice organization={data} />
                {isForm ? (
                    <ProfileForm
                        organization={data}
                        start={start}
                        onDone={() => setEditing(false)}
                        onCancel={isFirst ? undefined : () => setEditing(false)}
                    />
                ) : (
                    <>
                        {data.pending && data.profile && <Changes from={data.profile} to={data.pending} />}
                        {data.pending && !data.profile && (
                            <ProfileFacts title={t`Waiting for approval`} profile={data.pending} />
                        )}
                        {data.profile && <ProfileFacts title={t`In force`} profile={data.profile} />}
                        {isFirst && (
                            <Text>
                                <Trans>
                                    The profile has not been filled in yet. Ask an owner of your organization.
                                </Trans>
                            </Text>
                        )}
                    </>
                )}
                <History />
            </Stack>
        </>
    );
}

/** What the state of the profile means for buying. */
function Notice({ organization }: { organization: Organization }) {
    const { t } = useLingui();
    const format = useFormat();
    const fields = useFieldNames();
    const missing = organization.missing.map((name) => fields[name] ?? name);
    if (organization.pending)
        return (
            <Alert color="yellow" icon={<Icon name="clock" />} title={t`Waiting for approval`}>
                {organization.profile ? (
                    <Trans>
                        Your change has been submitted and is awaiting review. Until then the former data stay
                        in force.
                    </Trans>
                ) : (
                    <Trans>
                        Your profile has been submitted and is awaiting review. You can look at everything;
                        buying is possible as soon as it is approved.
                    </Trans>
                )}
            </Alert>
        );
    if (organization.profile_state === 'rejected') return <Rejection />;
    if (organization.profile_state === 'none')
        return (
            <Alert color="accent" icon={<Icon name="info" />} title={t`Complete the profile to buy`}>
                {missing.length > 0 && <Trans>Still missing: {format.list(missing)}.</Trans>}
            </Alert>
        );
    return null;
}

function Rejection() {
    const { t } = useLingui();
    const last = useHistory().data?.pages[0]?.items[0];
    return (
        <Alert color="red" icon={<Icon name="alert" />} title={t`The profile was rejected`}>
            {last?.reason && <Trans>Reason: {last.reason}</Trans>}{' '}
            <Trans>Change what is needed and submit it again.</Trans>
        </Alert>
    );
}

function ProfileFacts({ title, profile }: { title: string; profile: Profile }) {
    const { t } = useLingui();
    const format = useFormat();
    const fields = useFieldNames();
    const place = [profile.street, [profile.postal_code, profile.city].filter(Boolean).join(' ')].filter(
        Boolean,
    );
    return (
        <section aria-label={title}>
            <Title order={2} mb="sm">
                {title}
            </Title>
            <Facts
                facts={[
                    [fields.company_name, profile.company_name],
                    [fields.website, profile.website],
                    [fields.contact_email, profile.contact_email],
                    [fields.marketplace_email, profile.marketplace_email],
                    [fields.phone, profile.phone],
                    [fields.registration_number, profile.registration_number],
                    [fields.vat_id, profile.vat_id],
                    [t`Address`, place.join(', ')],
                    [fields.country, format.country(profile.country)],
                    [t`Submitted`, <Time key="submitted" value={profile.submitted_at} exact />],
                    [
                        t`Decided`,
                        profile.decided_at && <Time key="decided" value={profile.decided_at} exact />,
                    ],
                ]}
            />
        </section>
    );
}

/** What a submitted profile would change of the one in force. */
function Changes({ from, to }: { from: Profile; to: Profile }) {
    const { t } = useLingui();
    const names = useFieldNames();
    const before = valuesOf(from);
    const after = valuesOf(to);
    const changed = profileFields.filter((field) => before[field] !== after[field]);
    return (
        <section aria-labelledby="changes">
            <Title order={2} id="changes" mb="sm">
                <Trans>Submitted changes</Trans>
            </Title>
            {changed.length === 0 && (
                <Text>
                    <Trans>The submitted data are the same as those in force.</Trans>
                </Text>
            )}
            <Facts
                facts={changed.map((field) => [
                    names[field],
                    <span key={field}>
                        <Text span td="line-through" c="dimmed" size="sm">
                            {before[field] || t`empty`}
                        </Text>{' '}
                        → {after[field] || t`empty`}
                    </span>,
                ])}
            />
        </section>
    );
}

function useHistory() {
    const { organizationId } = useActing();
    return useInfiniteQuery(apiList('/v1/organization/profiles', { organization: organizationId }));
}

function History() {
    const history = useHistory();
    const items = history.data?.pages.flatMap((page) => page.items) ?? [];
    if (items.length === 0) return null;
    return (
        <section aria-labelledby="history">
            <Title order={2} id="history" mb="sm">
                <Trans>History</Trans>
            </Title>
            <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
                {items.map((item) => (
                    <li key={item.id}>
                        <Group gap="sm">
                            <Status state={item.state} />
                            <Text span size="sm">
                                <Trans>
                                    submitted <Time value={item.submitted_at} exact />
                                </Trans>
                            </Text>
                            {item.decided_at && (
                                <Text span size="sm" c="dimmed">
                                    <Trans>
                                        decided <Time value={item.decided_at} exact />
                                    </Trans>
                                </Text>
                            )}
                        </Group>
                        {item.reason && (
                            <Text size="sm" mt={2}>
                                <Trans>Reason: {item.reason}</Trans>
                            </Text>
                        )}
                    </li>
                ))}
            </Stack>
            {history.hasNextPage && (
                <Button variant="default" size="xs" mt="sm" onClick={() => history.fetchNextPage()}>
                    <Trans>Load more</Trans>
                </Button>
            )}
        </section>
    );
}
