import { Trans, useLingui } from '@lingui/react/macro';
import {
    Alert,
    Button,
    Fieldset,
    Group,
    NativeSelect,
    Skeleton,
    Stack,
    Text,
    TextInput,
} from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProblem } from '@/api/problem';
import { apiList, apiQuery } from '@/api/query';
import type { ConfigurationDetail, Product } from '@/api/types';
import { useProduct } from '@/features/catalog/use_product';
import { NotFoundPage } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { CopyButton } from '@/ui/CopyField';
import { ButtonLink, TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';
import { ConfigurationField } from './ConfigurationField';
import { ConfigurationLicence } from './ConfigurationLicence';
import { ConfigurationValues } from './ConfigurationValues';
import { DeployBox } from './DeployBox';
import { answerKey } from './draft';
import css from './kubernetes.module.css';
import { Before } from './NewConfigurationPage';
import { ownProductLink } from './test_deployment';
import { type Draft, useDraft } from './use_draft';

/** A draft of a deployment: where it goes, what it answers, what that costs and what is in the way. */
export function ConfigurationPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { configurationId } = useParams({ strict: false }) as { configurationId: string };
    const configuration = useQuery(
        apiQuery('/v1/configurations/{id}', { path: { id: configurationId }, organization: organizationId }),
    );
    const slug = configuration.data?.product_slug ?? '';
    const isTest = configuration.data?.is_test ?? true;
    // What is tested need not be published, nor what was ordered.
    const product = useProduct(slug, { isOwn: !!configuration.data?.ordered_at, isWanted: !isTest });
    const error = configuration.error ?? product.error;
    if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
    if (error && !configuration.data)
        return <Problem error={error} onRetry={() => configuration.refetch()} />;
    if (!configuration.data || (!isTest && !product.data))
        return <Skeleton h={360} aria-label={t`Loading`} />;
    return <Configure key={configurationId} configuration={configuration.data} product={product.data} />;
}

interface Parts {
    configuration: ConfigurationDetail;
    /** As it is published; not there for a test. */
    product?: Product;
}

function Configure({ configuration, product }: Parts) {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const { kubernetes, is_test: isTest } = configuration;
    const isReadOnly = !may(isTest ? 'offerings' : 'purchase') || !!configuration.ordered_at;
    const fields = kubernetes.form.filter((field) => !field.hidden);
    const draft = useDraft(configuration, fields, isReadOnly);
    const [isYaml, setYaml] = useState(false);
    return (
        <>
            <PageHeader
                title={
                    isTest ? t`Test ${configuration.product_name}` : t`Deploy ${configuration.product_name}`
                }
                crumbs={
                    isTest
                        ? [ownProductLink(organizationId, configuration)]
                        : [
                              {
                                  label: t`Drafts`,
                                  link: {
                                      to: '/o/$organizationId/configurations',
                                      params: { organizationId },
                                  },
                              },
                          ]
                }
                description={
                    isTest ? (
                        <Trans>
                            A test of version {kubernetes.chart_version} · changed by{' '}
                            {configuration.changed_by_name} <Time value={configuration.changed_at} />
                        </Trans>
                    ) : (
                        <Trans>
                            Plan {configuration.plan_name} · changed by {configuration.changed_by_name}{' '}
                            <Time value={configuration.changed_at} />
                        </Trans>
                    )
                }
                actions={
                    <>
                        <Saved draft={draft} isReadOnly={isReadOnly} />
                        {!isTest && !may('purchase') && (
                            <Text size="sm" c="dimmed">
                                <Trans>Members with the role purchasing change it and deploy it.</Trans>
                            </Text>
                        )}
                        <CopyButton value={window.location.href} label={t`the address of this draft`} />
                    </>
                }
            />
            <Notices configuration={configuration} product={product} draft={draft} />
            <div className={css.columns}>
                <Stack gap="lg" className={css.main}>
                    <Before guides={configuration.guides} />
                    <Target draft={draft} isReadOnly={isReadOnly} />
                    <Group justify="flex-end">
                        <Button
                            variant="default"
                            size="xs"
                            leftSection={<Icon name={isYaml ? 'list' : 'code'} size={14} />}
                            disabled={draft.isDirty}
                            onClick={() => setYaml(!isYaml)}
                        >
                            {isReadOnly ? (
                                isYaml ? (
                                    <Trans>Show as a form</Trans>
                                ) : (
                                    <Trans>Show as YAML</Trans>
                                )
                            ) : isYaml ? (
                                <Trans>Edit as a form</Trans>
                            ) : (
                                <Trans>Edit as YAML</Trans>
                            )}
                        </Button>
                    </Group>
                    {isYaml ? (
                        <ConfigurationValues configuration={configuration} isReadOnly={isReadOnly} />
                    ) : (
                        <Fieldset legend={t`Settings of ${configuration.product_name}`}>
                            <Stack>
                                {fields.length === 0 && (
                                    <Text size="sm" c="dimmed">
                                        <Trans>There is nothing to choose.</Trans>
                                    </Text>
                                )}
                                {fields.map((field) => (
                                    <ConfigurationField
                                        key={field.path}
                                        field={field}
                                        draft={draft}
                                        isReadOnly={isReadOnly}
                                        isSet={configuration.confidential.includes(field.path)}
                                    />
                                ))}
                            </Stack>
                        </Fieldset>
                    )}
                    {kubernetes.licence && (
                        <ConfigurationLicence
                            configuration={configuration}
                            licence={kubernetes.licence}
                            draft={draft}
                            isReadOnly={isReadOnly}
                        />
                    )}
                </Stack>
                <aside className={css.aside} aria-label={t`Cost and check`}>
                    <DeployBox
                        configuration={configuration}
                        product={product}
                        isUnsaved={draft.isDirty || Object.keys(draft.faults).length > 0}
                    />
                </aside>
            </div>
        </>
    );
}

function Saved({ draft, isReadOnly }: { draft: Draft; isReadOnly: boolean }) {
    if (isReadOnly) return null;
    const isBad = Object.keys(draft.faults).length > 0;
    return (
        <Text size="sm" c="dimmed" role="status">
            {draft.error ? (
                <Trans>Not saved</Trans>
            ) : draft.isSaving || draft.isDirty ? (
                <Trans>Saving…</Trans>
            ) : isBad ? (
                <Trans>Saved, but for the marked fields</Trans>
            ) : (
                <Trans>All changes are saved</Trans>
            )}
        </Text>
    );
}

/** What stands above the form: it was ordered, is out of date, could not be saved, or two changed the same. */
function Notices(props: { configuration: ConfigurationDetail; product?: Product; draft: Draft }) {
    const { configuration, product, draft } = props;
    const { t } = useLingui();
    const { organizationId } = useActing();
    const format = useFormat();
    const names: Record<string, string> = {
        cluster_id: t`Cluster`,
        namespace: t`Namespace`,
        release_name: t`Release name`,
        ...Object.fromEntries(
            configuration.kubernetes.form.map((field) => [answerKey(field.path), format.text(field.label)]),
        ),
    };
    const conflicts = Object.entries(draft.conflicts);
    return (
        <Stack gap="sm" mb={conflicts.length > 0 || draft.error ? 'lg' : 0}>
            {configuration.ordered_at && (
                <Alert color="gray" icon={<Icon name="archive" />} title={t`This was deployed`}>
                    {configuration.is_test ? (
                        <TextLink {...ownProductLink(organizationId, configuration).link} underline="always">
                            <Trans>See what came of the test</Trans>
                        </TextLink>
                    ) : (
                        <TextLink
                            to="/o/$organizationId/workloads"
                            params={{ organizationId }}
                            underline="always"
                        >
                            <Trans>See what is deployed</Trans>
                        </TextLink>
                    )}
                </Alert>
            )}
            {product && !configuration.ordered_at && configuration.revision_id !== product.revision_id && (
                <Alert color="yellow" icon={<Icon name="info" />} title={t`The product has a newer version`}>
                    <Group gap="sm">
                        <Text size="sm">
                            <Trans>
                                This draft was made for an earlier one and cannot be deployed any more.
                            </Trans>
                        </Text>
                        <ButtonLink
                            size="xs"
                            variant="default"
                            to="/o/$organizationId/configure/$slug"
                            params={{ organizationId, slug: product.slug }}
                        >
                            <Trans>Configure the newer version</Trans>
                        </ButtonLink>
                    </Group>
                </Alert>
            )}
            {draft.error && <Problem error={draft.error} onRetry={draft.retry} />}
            {conflicts.map(([key, theirs]) => (
                <Alert
                    key={key}
                    color="yellow"
                    role="alert"
                    icon={<Icon name="users" />}
                    title={t`${configuration.changed_by_name} has changed “${names[key] ?? key}” as well`}
                >
                    <Text size="sm">
                        <Trans>
                            There it says: <code>{String(theirs ?? '')}</code>. What you typed is still here.
                        </Trans>
                    </Text>
                    <Group gap="xs" mt="xs">
                        <Button size="xs" variant="default" onClick={() => draft.settle(key, true)}>
                            <Trans>Take the other</Trans>
                        </Button>
                        <Button size="xs" variant="default" onClick={() => draft.settle(key, false)}>
                            <Trans>Keep mine</Trans>
                        </Button>
                    </Group>
                </Alert>
            ))}
        </Stack>
    );
}

function Target({ draft, isReadOnly }: { draft: Draft; isReadOnly: boolean }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const clusters = useInfiniteQuery(apiList('/v1/clusters', { organization: organizationId }));
    const all = clusters.data?.pages.flatMap((page) => page.items) ?? [];
    const clusterId = String(draft.values.cluster_id ?? '');
    const cluster = all.find((one) => one.id === clusterId);
    const namespaces = cluster?.namespaces.filter((one) => one.state === 'granted') ?? [];
    const namespace = String(draft.values.namespace ?? '');
    return (
        <Fieldset legend={t`Target`}>
            <Stack>
                {clusters.data && all.length === 0 ? (
                    <Alert color="blue" icon={<Icon name="server" />} title={t`No clusters yet`}>
                        <ButtonLink
                            to="/o/$organizationId/clusters/new"
                            params={{ organizationId }}
                            size="xs"
                        >
                            <Trans>Add a cluster</Trans>
                        </ButtonLink>
                    </Alert>
                ) : (
                    <NativeSelect
                        name="cluster_id"
                        label={t`Cluster`}
                        required
                        disabled={isReadOnly}
                        maw={480}
                        value={clusterId}
                        error={draft.faults.cluster_id}
                        onChange={(event) => draft.set('cluster_id', event.currentTarget.value)}
                        data={[
                            { value: '', label: t`Choose a cluster` },
                            ...all.map((one) => ({
                                value: one.id,
                                label: one.version ? `${one.name} (${one.version})` : one.name,
                                disabled: one.state !== 'ready',
                            })),
                        ]}
                    />
                )}
                <NativeSelect
                    name="namespace"
                    label={t`Namespace`}
                    required
                    disabled={isReadOnly || !cluster}
                    maw={480}
                    value={namespaces.some((one) => one.name === namespace) ? namespace : ''}
                    error={draft.faults.namespace}
                    onChange={(event) => draft.set('namespace', event.currentTarget.value)}
                    data={[
                        { value: '', label: t`Choose a namespace` },
                        ...namespaces.map((one) => ({ value: one.name, label: one.name })),
                    ]}
                />
                {cluster && !isReadOnly && (
                    <TextLink
                        to="/o/$organizationId/clusters/$clusterId"
                        params={{ organizationId, clusterId: cluster.id }}
                        underline="always"
                    >
                        <Trans>Another namespace? Add it to the cluster.</Trans>
                    </TextLink>
                )}
                <TextInput
                    name="release_name"
                    label={t`Release name`}
                    description={t`How it is called in the namespace: small letters, digits and hyphens.`}
                    required
                    readOnly={isReadOnly}
                    maw={480}
                    maxLength={53}
                    autoComplete="off"
                    spellCheck={false}
                    value={String(draft.values.release_name ?? '')}
                    error={draft.faults.release_name}
                    onChange={(event) => draft.set('release_name', event.currentTarget.value)}
                />
            </Stack>
        </Fieldset>
    );
}
