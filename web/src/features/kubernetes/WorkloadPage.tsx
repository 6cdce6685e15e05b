import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { WorkloadDetail } from '@/api/types';
import { Support } from '@/features/catalog/Support';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { ButtonLink, TextLink } from '@/ui/links';
import { MarkdownOf } from '@/ui/Markdown';
import { useLicenceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { RemoveWorkload } from './RemoveWorkload';
import { ReplaceLicence } from './ReplaceLicence';
import { ownProductLink } from './test_deployment';
import { isBusy, useMatter, useWorkload } from './workload';
import { WorkloadHealth } from './WorkloadHealth';
import { WorkloadHistory } from './WorkloadHistory';
import { WorkloadManifest } from './WorkloadManifest';
import { WorkloadObjects } from './WorkloadObjects';

/** One deployment: how it is, how to use it, what it is made of, what was done with it. */
export function WorkloadPage() {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const query = useWorkload();
    const { data } = query;
    const matterOf = useMatter();
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.is_test ? t`Test of ${data.name}` : data.name}
                crumbs={[
                    data.is_test
                        ? ownProductLink(organizationId, data)
                        : {
                              label: t`Workloads`,
                              link: { to: '/o/$organizationId/workloads', params: { organizationId } },
                          },
                ]}
                status={<Status state={data.state} />}
                description={
                    <Trans>
                        <TextLink to="/products/$slug" params={{ slug: data.product_slug }}>
                            {data.product_name}
                        </TextLink>{' '}
                        by {data.seller_name} · {data.cluster_name} / {data.namespace} / {data.release_name}
                    </Trans>
                }
                actions={may(data.is_test ? 'offerings' : 'purchase') && <Actions workload={data} />}
            />
            <Stack gap={32} maw={960}>
                <WorkloadHealth workload={data} />
                {data.state === 'ready' && <Guide workload={data} />}
                <WorkloadObjects workload={data} />
                <WorkloadFacts workload={data} />
                {!data.is_test && <Support matter={matterOf(data)} />}
                <WorkloadHistory workload={data} />
                <WorkloadManifest workload={data} />
            </Stack>
        </>
    );
}

function Actions({ workload }: { workload: WorkloadDetail }) {
    const { organizationId } = useActing();
    const [open, setOpen] = useState<'remove' | 'licence' | null>(null);
    const close = () => setOpen(null);
    const isThere = !workload.is_test && (workload.state === 'ready' || workload.state === 'degraded');
    if (workload.state === 'removed') return null;
    return (
        <>
            {isThere && (
                <ButtonLink
                    to="/o/$organizationId/workloads/$workloadId/upgrade"
                    params={{ organizationId, workloadId: workload.id }}
                    variant={workload.available_version ? 'filled' : 'default'}
                >
                    {workload.available_version ? (
                        <Trans>Upgrade to {workload.available_version}</Trans>
                    ) : (
                        <Trans>Change settings</Trans>
                    )}
                </ButtonLink>
            )}
            {isThere && workload.licence_type === 'byol' && (
                <Button variant="default" onClick={() => setOpen('licence')}>
                    <Trans>Replace the licence</Trans>
                </Button>
            )}
            {!isBusy(workload) && (
                <Button variant="default" onClick={() => setOpen('remove')}>
                    <Trans>Remove…</Trans>
                </Button>
            )}
            {open === 'remove' && <RemoveWorkload workload={workload} onClose={close} />}
            {open === 'licence' && <ReplaceLicence workload={workload} onClose={close} />}
        </>
    );
}

/** The seller's guide on what comes next, with the real host names in it. */
function Guide({ workload }: { workload: WorkloadDetail }) {
    if (!workload.guide && workload.hosts.length === 0) return null;
    return (
        <section aria-labelledby="guide">
            <Title order={2} id="guide" mb="sm">
                <Trans>How to use it</Trans>
            </Title>
            <MarkdownOf html={workload.guide} />
            {workload.hosts.length > 0 && (
                <Text size="sm" mt="xs">
                    <Trans>It is reached under {workload.hosts.join(', ')}.</Trans>
                </Text>
            )}
        </section>
    );
}

function WorkloadFacts({ workload }: { workload: WorkloadDetail }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const licences = useLicenceTypeNames();
    return (
        <section aria-labelledby="facts">
            <Title order={2} id="facts" mb="sm">
                <Trans>Facts</Trans>
            </Title>
            <Facts
                facts={[
                    [
                        t`Version`,
                        workload.available_version
                            ? t`${workload.chart_version}, and ${workload.available_version} is available`
                            : workload.chart_version,
                    ],
                    [t`Licence`, licences(workload.licence_type)],
                    [
                        t`Cluster`,
                        <TextLink
                            key="cluster"
                            to="/o/$organizationId/clusters/$clusterId"
                            params={{ organizationId, clusterId: workload.cluster_id }}
                        >
                            {workload.cluster_name}
                        </TextLink>,
                    ],
                    [t`Namespace`, workload.namespace],
                    [t`Release name`, workload.release_name],
                    [
                        t`Deployed`,
                        workload.deployed_at && <Time key="at" value={workload.deployed_at} exact />,
                    ],
                    [
                        t`Removed`,
                        workload.removed_at && <Time key="gone" value={workload.removed_at} exact />,
                    ],
                    [
                        t`Subscription`,
                        workload.subscription_id && (
                            <TextLink
                                key="subscription"
                                to="/o/$organizationId/subscriptions/$subscriptionId"
                                params={{ organizationId, subscriptionId: workload.subscription_id }}
                            >
                                {workload.name}
                            </TextLink>
                        ),
                    ],
                    [t`Workload id`, <code key="id">{workload.id}</code>],
                ]}
            />
        </section>
    );
}
