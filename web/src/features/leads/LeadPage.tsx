import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiList, apiQuery, forget } from '@/api/query';
import type { Lead } from '@/api/types';
import { Mail } from '@/features/catalog/SellerContact';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { Answers } from './Answers';
import { Conversation } from './Conversation';
import { LeadQuotes } from './LeadQuotes';
import { useReplyTemplates } from './ReplyTemplatesPage';
import { filledIn } from './reply_template';

interface LeadChange {
    state?: 'seen' | 'won' | 'lost';
    assigned_to?: string;
}

function useChange(lead: Lead | undefined) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return useMutation({
        mutationFn: (body: LeadChange) =>
            client.PATCH('/v1/leads/{id}', {
                params: { path: { id: lead?.id ?? '' } },
                headers: {
                    ...forOrganization(organizationId),
                    // A colleague may have decided meanwhile: then the server says so.
                    'If-Match': `"v${lead?.version}"`,
                },
                body,
            }),
        onSettled: () => forget(queries, '/v1/leads'),
    });
}

/** Makes it nobody's matter. */
function useRelease(lead: Lead) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return useMutation({
        mutationFn: () =>
            client.DELETE('/v1/leads/{id}/assignment', {
                params: { path: { id: lead.id } },
                headers: { ...forOrganization(organizationId), 'If-Match': `"v${lead.version}"` },
            }),
        onSettled: () => forget(queries, '/v1/leads'),
    });
}

/** A text that was kept, filled in for this lead; it can be changed before it is sent. */
function TemplateChoice({ lead, insert }: { lead: Lead; insert: (text: string) => void }) {
    const { t } = useLingui();
    const { organization } = useActing();
    const templates = useReplyTemplates().data?.items ?? [];
    if (templates.length === 0) return null;
    return (
        <NativeSelect
            label={t`Begin with a template`}
            maw={420}
            value=""
            onChange={(event) => {
                const chosen = templates.find((one) => one.id === event.currentTarget.value);
                if (chosen) insert(filledIn(chosen.text, lead, organization.name));
            }}
            data={[
                { value: '', label: t`Choose a template` },
                ...templates.map((one) => ({ value: one.id, label: one.name })),
            ]}
        />
    );
}

/** A lead is seen when somebody who may answer it opens it. */
function useSeen(lead: Lead | undefined): void {
    const { may } = useActing();
    const { mutate } = useChange(lead);
    const isUnseen = lead?.state === 'new' && may('offerings');
    useEffect(() => {
        if (isUnseen) mutate({ state: 'seen' });
    }, [isUnseen, mutate]);
}

/** A lead, as the seller sees it. */
export function LeadPage() {
    const { t } = useLingui();
    const { organizationId, organization, may } = useActing();
    const { leadId } = useParams({ strict: false }) as { leadId: string };
    const query = useQuery(
        apiQuery('/v1/leads/{id}', { path: { id: leadId }, organization: organizationId }),
    );
    const { data } = query;
    useSeen(data);
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={t`Lead ${data.reference}`}
                crumbs={[
                    {
                        label: t`Leads`,
                        link: { to: '/o/$organizationId/leads', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
            />
            <Stack gap="xl">
                <LeadFacts lead={data} />
                {may('offerings') && <Decide lead={data} />}
                <Answers of={data} side="leads" />
                <LeadQuotes lead={data} />
                <Conversation
                    side="leads"
                    id={data.id}
                    customer={data.organization_name}
                    seller={organization.name}
                    canWrite={may('offerings')}
                    template={(insert) => <TemplateChoice lead={data} insert={insert} />}
                    ended={
                        data.state === 'withdrawn'
                            ? t`The customer has withdrawn the request; the conversation has ended.`
                            : undefined
                    }
                />
            </Stack>
        </>
    );
}

function LeadFacts({ lead }: { lead: Lead }) {
    const { t } = useLingui();
    return (
        <section aria-labelledby="facts">
            <Title order={2} id="facts" mb="sm">
                <Trans>Who wants what</Trans>
            </Title>
            <Facts
                facts={[
                    [t`Customer`, lead.organization_name],
                    [t`Person`, lead.applied_by_name],
                    [t`Contact customer`, <Mail key="mail" address={lead.applied_by_email} />],
                    [
                        t`Product`,
                        <TextLink key="product" to="/products/$slug" params={{ slug: lead.product_slug }}>
                            {lead.product_name}
                        </TextLink>,
                    ],
                    [t`Plan`, lead.plan_name],
                    [t`Requested`, <Time key="applied" value={lead.applied_at} exact />],
                    [t`Answered`, lead.answered_at && <Time key="answered" value={lead.answered_at} exact />],
                    [t`Ended`, lead.ended_at && <Time key="ended" value={lead.ended_at} exact />],
                    [t`Whose matter`, lead.assigned_to_name],
                ]}
            />
        </section>
    );
}

/** Whose matter it is, and how it ended; the customer is told of the end. */
function Decide({ lead }: { lead: Lead }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const change = useChange(lead);
    const release = useRelease(lead);
    const colleagues =
        useInfiniteQuery(
            apiList('/v1/organization/members', {
                organization: organizationId,
                query: { role: 'offerings', limit: 200 },
            }),
        ).data?.pages.flatMap((page) => page.items) ?? [];
    if (lead.state === 'withdrawn') return null;
    return (
        <Paper p="md" maw={760} component="section" aria-label={t`What becomes of it`}>
            <Stack gap="md">
                <Problem error={change.error ?? release.error} />
                <NativeSelect
                    label={t`Whose matter`}
                    description={t`A colleague to whom it is given gets a mail. The customer does not see it.`}
                    maw={420}
                    disabled={change.isPending || release.isPending}
                    value={lead.assigned_to ?? ''}
                    onChange={(event) => {
                        const { value } = event.currentTarget;
                        if (value) change.mutate({ assigned_to: value });
                        else release.mutate();
                    }}
                    data={[
                        { value: '', label: t`Nobody’s` },
                        ...colleagues.map((one) => ({ value: one.user_id, label: one.name })),
                    ]}
                />
                <div>
                    <Group gap="xs">
                        {lead.state !== 'won' && (
                            <Button
                                variant="default"
                                loading={change.isPending}
                                onClick={() => change.mutate({ state: 'won' })}
                            >
                                <Trans>We agreed</Trans>
                            </Button>
                        )}
                        {lead.state !== 'lost' && (
                            <Button
                                variant="default"
                                loading={change.isPending}
                                onClick={() => change.mutate({ state: 'lost' })}
                            >
                                <Trans>We did not agree</Trans>
                            </Button>
                        )}
                    </Group>
                    <Text size="sm" c="dimmed" mt="xs">
                        <Trans>This ends the lead; the customer is told by mail.</Trans>
                    </Text>
                </div>
            </Stack>
        </Paper>
    );
}
