import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Alert } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiQuery } from '@/api/query';
import type { Subscription } from '@/api/types';
import { useUndecided } from '@/features/organizations/role_requests';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { Day } from '@/ui/Time';
import { isExpiring } from './expiring';

/** What waits for somebody here; nothing where nothing does. */
export function Needs({ subscriptions }: { subscriptions: Subscription[] }) {
    const { may } = useActing();
    return (
        <>
            <ProfileNeeds />
            <RoleRequestNeeds />
            <OpenQuotes />
            <ExpiringKeys subscriptions={subscriptions} />
            {may('operate') && <OperatorNeeds />}
        </>
    );
}

function Note(props: { title: string; isUrgent?: boolean; children: ReactNode }) {
    return (
        <Alert
            color={props.isUrgent ? 'red' : 'yellow'}
            icon={<Icon name={props.isUrgent ? 'alert' : 'clock'} />}
            title={props.title}
        >
            {props.children}
        </Alert>
    );
}

function ProfileNeeds() {
    const { t } = useLingui();
    const { organization, organizationId } = useActing();
    const link = (text: ReactNode) => (
        <TextLink to="/o/$organizationId/profile" params={{ organizationId }} underline="always">
            {text}
        </TextLink>
    );
    if (organization.is_operator) return null;
    if (organization.profile_state === 'none')
        return (
            <Note title={t`Complete the organization’s profile`}>
                <Trans>It must be approved before anything can be bought.</Trans>{' '}
                {link(<Trans>Complete the profile</Trans>)}
            </Note>
        );
    if (organization.profile_state === 'submitted' && !organization.can_purchase)
        return (
            <Note title={t`The profile waits for the operator’s approval`}>
                <Trans>You get a mail as soon as it is decided.</Trans> {link(<Trans>See its state</Trans>)}
            </Note>
        );
    if (organization.profile_state === 'rejected')
        return (
            <Note isUrgent title={t`The profile was rejected`}>
                {link(<Trans>Read why and submit it again</Trans>)}
            </Note>
        );
    return null;
}

function RoleRequestNeeds() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const waiting = useUndecided(organizationId);
    if (!waiting) return null;
    return (
        <Note title={t`Members ask for roles`}>
            <TextLink to="/o/$organizationId/members" params={{ organizationId }} underline="always">
                <Plural value={waiting} one="Decide on # request" other="Decide on # requests" />
            </TextLink>
        </Note>
    );
}

/** Quotes that may be accepted; whoever may not buy reads them too. */
function OpenQuotes() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const quoted = useQuery(
        apiQuery('/v1/requests', {
            query: { state: 'quoted', limit: 20 },
            organization: organizationId,
        }),
    ).data?.items;
    if (!quoted?.length) return null;
    return (
        <Note title={t`A seller waits for your decision on a quote`}>
            {quoted.map((request) => (
                <div key={request.id}>
                    <TextLink
                        to="/o/$organizationId/requests/$requestId"
                        params={{ organizationId, requestId: request.id }}
                        underline="always"
                    >
                        {request.product_name}
                    </TextLink>{' '}
                    {t`by ${request.seller_name}`}
                </div>
            ))}
        </Note>
    );
}

const LOOKED_AT = 20; // subscriptions whose keys are read

function ExpiringKeys({ subscriptions }: { subscriptions: Subscription[] }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const withKeys = subscriptions
        .filter((one) => one.state === 'active' && one.active_keys > 0)
        .slice(0, LOOKED_AT);
    const answers = useQueries({
        queries: withKeys.map((one) =>
            apiQuery('/v1/subscriptions/{id}/keys', {
                path: { id: one.id },
                query: { limit: 200 },
                organization: organizationId,
            }),
        ),
    });
    const keys = answers
        .flatMap((answer) => answer.data?.items ?? [])
        .filter((key) => isExpiring(key, Date.now()));
    if (keys.length === 0) return null;
    return (
        <Note title={t`Keys expire soon`}>
            {keys.map((key) => (
                <div key={key.id}>
                    <TextLink
                        to="/o/$organizationId/subscriptions/$subscriptionId/keys"
                        params={{ organizationId, subscriptionId: key.subscription_id }}
                        underline="always"
                    >
                        {key.name}
                    </TextLink>{' '}
                    <Trans>
                        until <Day value={key.expires_at} />
                    </Trans>
                </div>
            ))}
        </Note>
    );
}

function OperatorNeeds() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const of = { query: { state: 'submitted', limit: 200 }, organization: organizationId } as const;
    const registrations = useQuery(apiQuery('/v1/operator/registrations', of)).data?.items.length;
    const sellers = useQuery(apiQuery('/v1/operator/seller-applications', of)).data?.items.length;
    const reviews = useQuery(
        apiQuery('/v1/operator/reviews', {
            query: { state: 'waiting', limit: 200 },
            organization: organizationId,
        }),
    ).data?.items.length;
    const params = { organizationId };
    return (
        <>
            {!!reviews && (
                <Note title={t`Products wait for your review`}>
                    <TextLink to="/o/$organizationId/operator/reviews" params={params} underline="always">
                        <Plural value={reviews} one="See # revision" other="See # revisions" />
                    </TextLink>
                </Note>
            )}
            {!!registrations && (
                <Note title={t`Registrations wait for your decision`}>
                    <TextLink
                        to="/o/$organizationId/operator/registrations"
                        params={params}
                        underline="always"
                    >
                        <Plural value={registrations} one="See # registration" other="See # registrations" />
                    </TextLink>
                </Note>
            )}
            {!!sellers && (
                <Note title={t`Sellers wait for your decision`}>
                    <TextLink
                        to="/o/$organizationId/operator/seller-applications"
                        params={params}
                        underline="always"
                    >
                        <Plural value={sellers} one="See # application" other="See # applications" />
                    </TextLink>
                </Note>
            )}
        </>
    );
}
