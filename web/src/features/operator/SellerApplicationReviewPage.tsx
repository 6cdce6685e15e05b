import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { OperatorSellerApplicationDetail } from '@/api/types';
import { Mail, Outside } from '@/features/catalog/SellerContact';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { Decision } from './Decision';

/** The operator decides whether an organization may sell. */
export function SellerApplicationReviewPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { applicationId } = useParams({ strict: false }) as { applicationId: string };
    const query = useQuery(
        apiQuery('/v1/operator/seller-applications/{id}', {
            path: { id: applicationId },
            organization: organizationId,
        }),
    );
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.name}
                crumbs={[
                    {
                        label: t`Sellers`,
                        link: {
                            to: '/o/$organizationId/operator/seller-applications',
                            params: { organizationId },
                        },
                    },
                ]}
                status={<Status state={data.state} />}
                description={
                    <Trans>
                        {data.organization_name} wants to sell; submitted by {data.submitted_by_name},{' '}
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
                {data.is_name_taken && (
                    <Alert color="yellow" icon={<Icon name="alert" />} title={t`The name is in use`}>
                        <Trans>
                            Another seller is called {data.name} already. Customers may mix them up.
                        </Trans>
                    </Alert>
                )}
                <Said application={data} />
                <Company application={data} />
                <Agreements application={data} />
                {data.state === 'submitted' && <Decide application={data} />}
            </Stack>
        </>
    );
}

type Props = { application: OperatorSellerApplicationDetail };

function Said({ application }: Props) {
    const { t } = useLingui();
    const format = useFormat();
    return (
        <section aria-labelledby="said">
            <Title order={2} id="said" mb="sm">
                <Trans>As a seller</Trans>
            </Title>
            <Facts
                facts={[
                    [t`Seller name`, application.name],
                    [t`Website`, <Outside key="website" href={application.website} />],
                    [t`E-mail for sales`, <Mail key="contact" address={application.contact_email} />],
                    [t`E-mail for support`, <Mail key="support" address={application.support_email} />],
                    [
                        t`Support link`,
                        application.support_url && <Outside key="page" href={application.support_url} />,
                    ],
                    [t`Country`, format.country(application.country)],
                ]}
            />
        </section>
    );
}

/** The profile that was approved: it becomes what the public page shows as checked. */
function Company({ application: { profile } }: Props) {
    const { t } = useLingui();
    const format = useFormat();
    if (!profile) return null;
    const place = [profile.street, [profile.postal_code, profile.city].filter(Boolean).join(' ')];
    return (
        <section aria-labelledby="company">
            <Title order={2} id="company" mb="sm">
                <Trans>As the approved profile says</Trans>
            </Title>
            <Facts
                facts={[
                    [t`Company name`, profile.company_name],
                    [t`Company website`, <Outside key="website" href={profile.website} />],
                    [t`Registration number`, profile.registration_number],
                    [t`VAT id`, profile.vat_id],
                    [t`Address`, place.filter(Boolean).join(', ')],
                    [t`Country`, format.country(profile.country)],
                ]}
            />
        </section>
    );
}

function Agreements({ application: { agreements } }: Props) {
    const { t } = useLingui();
    const format = useFormat();
    if (agreements.length === 0) return null;
    return (
        <section aria-labelledby="agreements">
            <Title order={2} id="agreements" mb="sm">
                <Trans>Agreed to</Trans>
            </Title>
            <Facts
                facts={agreements.map((one) => [
                    one.title,
                    <span key={one.digest}>
                        <Outside href={fileAddress(one.digest, one.title)}>
                            {t`version ${one.version}, ${format.language(one.language)}`}
                        </Outside>{' '}
                        <Trans>
                            by {one.accepted_by_name} <Time value={one.accepted_at} exact />
                        </Trans>
                    </span>,
                ])}
            />
        </section>
    );
}

function Decide({ application }: Props) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const call = { params: { path: { id: application.id } }, headers: forOrganization(organizationId) };
    return (
        <Decision
            organization={application.organization_name}
            question={t`Reject the application of ${application.name}?`}
            explanation={t`The organization reads the reason in its mail and where it applied.`}
            approve={() => client.POST('/v1/operator/seller-applications/{id}/approval', call)}
            reject={(reason) =>
                client.POST('/v1/operator/seller-applications/{id}/rejection', { ...call, body: { reason } })
            }
            onDecided={() => forget(queries, '/v1/operator/seller-applications', '/v1/sellers')}
        />
    );
}
