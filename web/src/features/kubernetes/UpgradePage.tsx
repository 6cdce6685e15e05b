import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Badge, Button, Fieldset, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { apiQuery } from '@/api/query';
import type { Product, UpgradePreview, WorkloadDetail } from '@/api/types';
import { useProduct } from '@/features/catalog/use_product';
import { NotFoundPage } from '@/shell/pages';
import { useActing } from '@/shell/session';
import type { Column } from '@/ui/DataTable';
import { DataTableRows } from '@/ui/DataTableRows';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { ConfigurationField } from './ConfigurationField';
import { answerKey, changedKeys, type Values } from './draft';
import { faultOf } from './form_field';
import type { Fields } from './use_draft';
import { useWorkload, useWorkloadCall } from './workload';

/** Other settings, or the version that is offered now: what was, what is mine, what would be. */
export function UpgradePage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { data: workload, error, refetch } = useWorkload();
    const slug = workload?.product_slug ?? '';
    const product = useProduct(slug, { isOwn: true, isWanted: slug !== '' });
    const preview = useQuery({
        ...apiQuery('/v1/workloads/{id}/upgrade', {
            path: { id: workload?.id ?? '' },
            organization: organizationId,
        }),
        enabled: !!workload?.available_version,
    });
    const failure = error ?? product.error ?? preview.error;
    if (failure instanceof ApiProblem && failure.status === 404) return <NotFoundPage />;
    if (failure) return <Problem error={failure} onRetry={() => refetch()} />;
    if (!workload || !product.data || (workload.available_version && !preview.data))
        return <Skeleton h={360} aria-label={t`Loading`} />;
    return (
        <>
            <PageHeader
                title={workload.available_version ? t`Upgrade ${workload.name}` : t`Change ${workload.name}`}
                crumbs={[
                    {
                        label: t`Workloads`,
                        link: { to: '/o/$organizationId/workloads', params: { organizationId } },
                    },
                    {
                        label: workload.name,
                        link: {
                            to: '/o/$organizationId/workloads/$workloadId',
                            params: { organizationId, workloadId: workload.id },
                        },
                    },
                ]}
                description={
                    preview.data && (
                        <Trans>
                            From version {preview.data.from_version} to {preview.data.to_version}
                        </Trans>
                    )
                }
            />
            <Upgrade workload={workload} product={product.data} preview={preview.data} />
        </>
    );
}

/** The answers of a running workload in the hands of a form. */
function useAnswers(workload: WorkloadDetail, product: Product) {
    const format = useFormat();
    const base: Values = {
        cluster_id: workload.cluster_id,
        namespace: workload.namespace,
        ...Object.fromEntries(
            Object.entries((workload.answers ?? {}) as Values).map(([path, value]) => [
                answerKey(path),
                value,
            ]),
        ),
    };
    const [values, setValues] = useState(base);
    const [secretText, setSecretText] = useState<Record<string, string>>({});
    const [refused, setRefused] = useState<Record<string, string>>({});
    const form = (product.kubernetes?.form ?? []).filter((field) => !field.hidden);
    const faults = { ...refused };
    for (const field of form) {
        const fault = faultOf(field, values[answerKey(field.path)], format);
        if (fault) faults[answerKey(field.path)] = fault;
    }
    const fields: Fields = {
        values,
        faults,
        secretText,
        set: (key, value) => {
            setRefused({});
            setValues((before) => ({ ...before, [key]: value }));
        },
        setSecret: (path, text) => setSecretText((before) => ({ ...before, [path]: text })),
    };
    const isChanged = changedKeys(base, values).length > 0 || Object.values(secretText).some(Boolean);
    const answers = Object.fromEntries(
        Object.entries(values)
            .filter(([key, value]) => key.startsWith('answers.') && value !== '' && value !== undefined)
            .map(([key, value]) => [key.slice('answers.'.length), value]),
    );
    const confidential = Object.fromEntries(Object.entries(secretText).filter(([, text]) => text));
    return { form, fields, isChanged, answers, confidential, setRefused };
}

function Upgrade(props: { workload: WorkloadDetail; product: Product; preview: UpgradePreview | undefined }) {
    const { workload, product, preview } = props;
    const { t } = useLingui();
    const { organizationId } = useActing();
    const navigate = useNavigate();
    const { call, done } = useWorkloadCall(workload.id);
    const { form, fields, isChanged, answers, confidential, setRefused } = useAnswers(workload, product);
    const upgrade = useMutation({
        mutationFn: () =>
            client.POST('/v1/workloads/{id}/upgrade', {
                ...call,
                body: {
                    ...(preview ? { revision_id: preview.revision_id } : {}),
                    answers,
                    ...(Object.keys(confidential).length > 0 ? { confidential } : {}),
                },
            }),
        onError: (error) =>
            error instanceof ApiProblem &&
            setRefused(Object.fromEntries(error.problem.errors.map((one) => [one.field, one.message]))),
        onSuccess: async () => {
            await done();
            await navigate({
                to: '/o/$organizationId/workloads/$workloadId',
                params: { organizationId, workloadId: workload.id },
            });
        },
    });
    return (
        <Stack gap="lg" maw={960}>
            <Problem error={upgrade.error} />
            {preview && <Comparison preview={preview} />}
            <Fieldset legend={t`Settings`}>
                <Stack>
                    {form.map((field) => (
                        <ConfigurationField
                            key={field.path}
                            field={field}
                            draft={fields}
                            isReadOnly={false}
                            isSet
                        />
                    ))}
                </Stack>
            </Fieldset>
            <Text size="sm" c="dimmed">
                <Trans>
                    It runs on while it is changed. If that fails, you can roll back to what runs now.
                </Trans>
            </Text>
            <Group gap="xs">
                <Button
                    disabled={(!preview && !isChanged) || Object.keys(fields.faults).length > 0}
                    loading={upgrade.isPending}
                    onClick={() => upgrade.mutate()}
                >
                    {preview ? <Trans>Upgrade now</Trans> : <Trans>Deploy the changes</Trans>}
                </Button>
                <ButtonLink
                    to="/o/$organizationId/workloads/$workloadId"
                    params={{ organizationId, workloadId: workload.id }}
                    variant="default"
                >
                    <Trans>Back</Trans>
                </ButtonLink>
            </Group>
        </Stack>
    );
}

const shown = (value: unknown) =>
    value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

type Change = UpgradePreview['values'][number];

function Setting({ change }: { change: Change }) {
    const { t } = useLingui();
    return (
        <>
            <code>{change.path}</code>{' '}
            {change.conflict && (
                <Badge
                    color="yellow"
                    variant="light"
                    tt="none"
                    styles={{ label: { color: 'var(--mantine-color-text)' } }}
                >
                    {t`conflict`}
                </Badge>
            )}
        </>
    );
}

function Comparison({ preview }: { preview: UpgradePreview }) {
    const { t } = useLingui();
    const conflicts = preview.values.filter((one) => one.conflict).length;
    const columns: Column<Change>[] = [
        { id: 'path', header: t`Setting`, cell: (row) => <Setting change={row} /> },
        { id: 'old', header: t`Old default`, cell: (row) => shown(row.old_default) },
        { id: 'mine', header: t`Mine`, cell: (row) => shown(row.mine) },
        { id: 'new', header: t`New default`, cell: (row) => shown(row.new_default) },
    ];
    return (
        <section aria-labelledby="comparison">
            <Title order={2} id="comparison" mb="sm">
                <Trans>What changes</Trans>
            </Title>
            {conflicts > 0 && (
                <Alert
                    color="yellow"
                    mb="sm"
                    icon={<Icon name="alert" />}
                    title={t`The seller has changed what you have set as well`}
                >
                    <Trans>Your own value stays unless you change it below.</Trans>
                </Alert>
            )}
            {preview.values.length === 0 ? (
                <Text size="sm">
                    <Trans>No default has changed; your settings stay.</Trans>
                </Text>
            ) : (
                <DataTableRows
                    label={t`What changes`}
                    columns={columns}
                    rows={preview.values}
                    rowId={(row) => row.path}
                    sorting={undefined}
                    onSort={() => undefined}
                />
            )}
        </section>
    );
}
