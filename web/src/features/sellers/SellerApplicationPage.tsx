import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, Stack } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { SellerApplication } from '@/api/types';
import { AskForRole } from '@/features/organizations/AskForRole';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { SellerApplicationForm } from './SellerApplicationForm';
import { useApplicationNames } from './application_fields';

/** An organization applies to sell, and sees what became of it. */
export function SellerApplicationPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const query = useInfiniteQuery(
        apiList('/v1/organization/seller-applications', { organization: organizationId }),
    );
    const last = query.data?.pages[0]?.items[0];
    return (
        <>
            <PageHeader
                title={t`Become a seller`}
                crumbs={[home, { label: t`What it means`, link: { to: '/become-a-seller' } }]}
                status={last && last.state !== 'withdrawn' && <Status state={last.state} />}
            />
            <Stack gap="lg" maw={820}>
                {absence(query) ?? <Step last={last} />}
            </Stack>
        </>
    );
}

/** What stands in the way, what waits, or the form. */
function Step({ last }: { last: SellerApplication | undefined }) {
    const { organization, may } = useActing();
    if (organization.is_seller) return <Sells />;
    if (organization.profile_state !== 'approved' && !organization.can_purchase) return <ProfileFirst />;
    if (last?.state === 'submitted') return <Waiting application={last} />;
    if (!may('profile')) return <NotAllowed />;
    return (
        <>
            {last?.state === 'rejected' && <Rejected application={last} />}
            <Form last={last} />
        </>
    );
}

function Note(props: {
    title: string;
    icon?: 'info' | 'check' | 'clock';
    color?: string;
    children: ReactNode;
}) {
    return (
        <Alert
            color={props.color ?? 'yellow'}
            icon={<Icon name={props.icon ?? 'info'} />}
            title={props.title}
        >
            <Stack gap="sm" align="flex-start">
                {props.children}
            </Stack>
        </Alert>
    );
}

function Sells() {
    const { t } = useLingui();
    const { organization, organizationId, may } = useActing();
    return (
        <Note title={t`${organization.name} is a seller`} color="green" icon="check">
            {may('offerings') && (
                <ButtonLink to="/o/$organizationId/seller" params={{ organizationId }} size="xs">
                    <Trans>Edit the public page</Trans>
                </ButtonLink>
            )}
        </Note>
    );
}

/** Who sells must be known first: its profile is the same for buying and selling. */
function ProfileFirst() {
    const { t } = useLingui();
    const { organization, organizationId } = useActing();
    const isWaiting = organization.profile_state === 'submitted';
    return (
        <Note
            title={t`The organization’s profile must be approved first`}
            icon={isWaiting ? 'clock' : 'info'}
        >
            {organization.profile_state === 'none' && (
                <Trans>It says who your company is. It has not been submitted yet.</Trans>
            )}
            {isWaiting && (
                <Trans>
                    It has been submitted and waits for the operator. You get a mail; then apply here.
                </Trans>
            )}
            {organization.profile_state === 'rejected' && (
                <Trans>The operator rejected it. Read why, correct it and submit it again.</Trans>
            )}
            <ButtonLink to="/o/$organizationId/profile" params={{ organizationId }} size="xs">
                {isWaiting ? <Trans>See its state</Trans> : <Trans>To the profile</Trans>}
            </ButtonLink>
        </Note>
    );
}

function NotAllowed() {
    const { t } = useLingui();
    return (
        <Note title={t`Your role does not include applying`}>
            <Trans>It needs the role profile management. Ask an owner of your organization.</Trans>
            <AskForRole needed="profile" />
        </Note>
    );
}

function Rejected({ application }: { application: SellerApplication }) {
    const { t } = useLingui();
    return (
        <Alert color="red" icon={<Icon name="alert" />} title={t`The application was rejected`}>
            <Trans>Reason: {application.reason}</Trans>{' '}
            <Trans>Correct what is needed and send it again.</Trans>
        </Alert>
    );
}

function Waiting({ application }: { application: SellerApplication }) {
    const { t } = useLingui();
    const format = useFormat();
    const names = useApplicationNames();
    const { organizationId, may } = useActing();
    const queries = useQueryClient();
    const withdraw = useMutation({
        mutationFn: () =>
            client.POST('/v1/organization/seller-applications/{id}/withdrawal', {
                params: { path: { id: application.id } },
                headers: forOrganization(organizationId),
            }),
        onSettled: () => forget(queries, '/v1/organization/seller-applications', '/v1/session'),
    });
    return (
        <>
            <Problem error={withdraw.error} />
            <Note title={t`Waiting for the operator`} icon="clock">
                <Trans>Your application has been sent. You get a mail as soon as it is decided.</Trans>
            </Note>
            <Facts
                facts={[
                    [names.name, application.name],
                    [names.contact_email, application.contact_email],
                    [names.support_email, application.support_email],
                    [names.support_url, application.support_url],
                    [names.website, application.website],
                    [names.country, format.country(application.country)],
                    [t`Sent`, <Time key="sent" value={application.submitted_at} exact />],
                ]}
            />
            {may('profile') && (
                <Group>
                    <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
                        <Trans>Take back</Trans>
                    </Button>
                </Group>
            )}
        </>
    );
}

function Form({ last }: { last: SellerApplication | undefined }) {
    const { organizationId } = useActing();
    const query = useQuery(apiQuery('/v1/organization', { organization: organizationId }));
    const absent = absence(query);
    if (absent || !query.data) return absent;
    return <SellerApplicationForm organization={query.data} last={last} />;
}
