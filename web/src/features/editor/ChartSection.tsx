import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Code, SegmentedControl, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery } from '@/api/query';
import type { ChartReview } from '@/api/types';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { ChoiceField, LanguageTabs, LineField, ListField, SwitchField, TextsField } from './fields';
import { textAt, valueAt } from './offer';
import { FileField } from './uploads';
import { useEditor } from './use_editor';

const CHART = 'kubernetes.chart';

export function ChartSection() {
    const { t } = useLingui();
    const { draft } = useEditor();
    return (
        <Stack gap="lg">
            <Source />
            <LineField
                path="kubernetes.minimum_kubernetes_version"
                label={t`Oldest Kubernetes`}
                description={t`Only if it is newer than what the chart itself asks for.`}
                placeholder="1.27"
                max={6}
            />
            {draft.revision_id && <Taken />}
            <Form />
            {draft.licence_type === 'byol' && <Licence />}
        </Stack>
    );
}

type Way = 'repository' | 'oci' | 'file';

/** Where the chart is: one of three ways; choosing another forgets the former. */
function Source() {
    const { t } = useLingui();
    const { said, set } = useEditor();
    const has = (member: string) => textAt(said.document, `${CHART}.${member}`) !== '';
    const [chosen, setChosen] = useState<Way | null>(null);
    const way: Way = chosen ?? (has('oci') ? 'oci' : has('digest') ? 'file' : 'repository');
    return (
        <Stack gap="sm" component="section" aria-labelledby="chart">
            <Title order={3} id="chart">
                <Trans>Chart</Trans>
            </Title>
            <SegmentedControl
                aria-label={t`Where the chart is`}
                style={{ alignSelf: 'flex-start' }}
                value={way}
                onChange={(value) => {
                    setChosen(value as Way);
                    set(CHART, undefined);
                }}
                data={[
                    { value: 'repository', label: t`Repository` },
                    { value: 'oci', label: t`OCI registry` },
                    { value: 'file', label: t`File` },
                ]}
            />
            {way === 'repository' && (
                <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
                    <LineField
                        path={`${CHART}.repository`}
                        label={t`Repository`}
                        required
                        placeholder="https://"
                        max={500}
                    />
                    <LineField path={`${CHART}.name`} label={t`Chart`} required max={250} />
                    <LineField path={`${CHART}.version`} label={t`Version`} required max={100} />
                </SimpleGrid>
            )}
            {way === 'oci' && (
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                    <LineField
                        path={`${CHART}.oci`}
                        label={t`Address`}
                        required
                        placeholder="oci://"
                        max={500}
                    />
                    <LineField path={`${CHART}.version`} label={t`Version`} required max={100} />
                </SimpleGrid>
            )}
            {way === 'file' && (
                <FileField path={CHART} kind="chart" label={t`Packed chart (.tgz, at most 10 MB)`} />
            )}
        </Stack>
    );
}

const WATCHING = 3_000; // milliseconds, while the chart is being fetched

/** What came of the chart when the draft was last written as a revision. */
function Taken() {
    const { t } = useLingui();
    const { draft } = useEditor();
    const { organizationId } = useActing();
    const { data: chart } = useQuery({
        ...apiQuery('/v1/drafts/{id}/chart', { path: { id: draft.id }, organization: organizationId }),
        retry: false,
        refetchInterval: ({ state }) => (state.data?.state === 'pending' ? WATCHING : false),
    });
    if (!chart) return null;
    if (chart.state === 'pending')
        return (
            <Alert
                color="blue"
                icon={<Icon name="clock" />}
                title={t`The chart is being fetched and rendered`}
            />
        );
    if (chart.state === 'refused')
        return (
            <Alert color="red" icon={<Icon name="alert" />} title={t`The chart cannot be used`}>
                {chart.problem}
            </Alert>
        );
    return <Values chart={chart} />;
}

function Values({ chart }: { chart: ChartReview }) {
    const { t } = useLingui();
    return (
        <Alert
            color="green"
            icon={<Icon name="check" />}
            title={t`The chart ${chart.chart_name ?? ''} ${chart.chart_version ?? ''} renders`}
        >
            <details>
                <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
                    <Trans>Its values, for the places of the form</Trans>
                </Text>
                <Code block mah={320} style={{ overflow: 'auto' }} tabIndex={0}>
                    {JSON.stringify(chart.defaults, null, 2)}
                </Code>
            </details>
        </Alert>
    );
}

function Form() {
    const { t } = useLingui();
    return (
        <Stack gap="sm" component="section" aria-labelledby="form">
            <Title order={3} id="form">
                <Trans>What the customer fills in</Trans>
            </Title>
            <LanguageTabs paths={[]} />
            <ListField
                path="kubernetes.form"
                name={(number) => t`Field ${number}`}
                add={t`Add a field`}
                max={100}
            >
                {(path) => <FieldFields path={path} />}
            </ListField>
        </Stack>
    );
}

function FieldFields({ path }: { path: string }) {
    const { t } = useLingui();
    const { said } = useEditor();
    const kind = textAt(said.document, `${path}.kind`) || 'text';
    const isConfidential = valueAt(said.document, `${path}.confidential`) === true;
    return (
        <>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                <LineField
                    path={`${path}.path`}
                    label={t`Place in the values`}
                    description={t`persistence.storageClass`}
                    required
                    max={250}
                />
                <ChoiceField
                    path={`${path}.kind`}
                    label={t`Kind`}
                    options={[
                        { value: 'text', label: t`Text` },
                        { value: 'option', label: t`Choice` },
                        { value: 'toggle', label: t`Switch` },
                    ]}
                />
                <TextsField path={`${path}.label`} label={t`Label`} required max={120} />
                <TextsField path={`${path}.hint`} label={t`Hint`} max={500} />
            </SimpleGrid>
            {kind === 'toggle' ? (
                <SwitchField path={`${path}.default`} label={t`On unless the customer says otherwise`} />
            ) : (
                !isConfidential && <LineField path={`${path}.default`} label={t`Default`} max={1000} />
            )}
            {kind === 'option' && <Options path={path} />}
            {kind === 'text' && <TextRules path={path} />}
            <SwitchField path={`${path}.required`} label={t`An answer is needed`} />
            <SwitchField path={`${path}.hidden`} label={t`Not shown: the default is always used`} />
        </>
    );
}

function TextRules({ path }: { path: string }) {
    const { t } = useLingui();
    return (
        <>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                <LineField
                    path={`${path}.pattern`}
                    label={t`Rule`}
                    description={t`A regular expression for the whole text.`}
                    max={500}
                />
                <TextsField
                    path={`${path}.pattern_message`}
                    label={t`What is said if it does not fit`}
                    max={300}
                />
            </SimpleGrid>
            <SwitchField path={`${path}.multiple`} label={t`Several, one a line`} />
            <SwitchField
                path={`${path}.confidential`}
                label={t`Confidential: given once, never shown again`}
            />
            <SwitchField path={`${path}.generate`} label={t`Made where none is given`} />
        </>
    );
}

function Options({ path }: { path: string }) {
    const { t } = useLingui();
    return (
        <>
            <ChoiceField
                path={`${path}.source`}
                label={t`Where the choices come from`}
                none={t`The list below`}
                options={[
                    { value: 'storage_class', label: t`Storage classes of the cluster` },
                    { value: 'ingress_class', label: t`Ingress classes of the cluster` },
                    { value: 'secret', label: t`Secrets of the namespace` },
                ]}
            />
            <ListField
                path={`${path}.options`}
                name={(number) => t`Option ${number}`}
                add={t`Add an option`}
                max={100}
            >
                {(option) => (
                    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                        <LineField path={`${option}.value`} label={t`Value`} required max={200} />
                        <TextsField path={`${option}.label`} label={t`Label`} max={200} />
                    </SimpleGrid>
                )}
            </ListField>
        </>
    );
}

/** A customer's own licence becomes a secret before the chart is installed. */
function Licence() {
    const { t } = useLingui();
    return (
        <Stack gap="sm" component="section" aria-labelledby="licence">
            <Title order={3} id="licence">
                <Trans>The customer’s licence</Trans>
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
                <LineField path="kubernetes.licence.secret_name" label={t`Name of the secret`} max={253} />
                <LineField path="kubernetes.licence.file_name" label={t`Name of the file`} max={253} />
                <LineField
                    path="kubernetes.licence.shop_url"
                    label={t`Where it is bought`}
                    placeholder="https://"
                    max={500}
                />
            </SimpleGrid>
        </Stack>
    );
}
