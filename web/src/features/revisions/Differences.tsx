import { Trans, useLingui } from '@lingui/react/macro';
import {
    Alert,
    Anchor,
    Badge,
    Box,
    Group,
    NativeSelect,
    Paper,
    SimpleGrid,
    Skeleton,
    Stack,
    Text,
    Title,
} from '@mantine/core';
import type { Difference, RevisionDetail } from '@/api/types';
import { languages } from '@/i18n/language';
import { EmptyState } from '@/ui/EmptyState';
import { fileAddress } from '@/ui/files';
import { Icon } from '@/ui/icons';
import { LineDifference } from '@/ui/LineDifference';
import { useListState } from '@/ui/list_state';
import { Problem } from '@/ui/Problem';
import { useStateNames } from '@/ui/Status';
import { restOf, sectionOf, useFieldWords, useSectionNames } from './offer_fields';
import { type Side, useDifferences } from './revision';

/** What the revision says otherwise than the active one, or another that is chosen. */
export function Differences({ side, detail }: { side: Side; detail: RevisionDetail }) {
    const { t } = useLingui();
    const states = useStateNames();
    const state = useListState();
    const against = state.get('against');
    const { data, error, refetch } = useDifferences(side, detail.revision.id, against);
    const others = detail.product.revisions.filter((one) => one.id !== detail.revision.id);
    return (
        <section aria-labelledby="differences">
            <Title order={2} id="differences" mb="sm">
                <Trans>Differences</Trans>
            </Title>
            <Stack gap="md">
                {others.length > 0 && (
                    <NativeSelect
                        name="against"
                        label={t`Compared with`}
                        maw={360}
                        value={against ?? data?.against_id ?? ''}
                        onChange={(event) => state.set({ against: event.currentTarget.value })}
                        data={others.map((one) => ({
                            value: one.id,
                            label: t`Revision ${one.number} (${one.product_version}): ${states(one.state)}`,
                        }))}
                    />
                )}
                {error && <Problem error={error} onRetry={() => refetch()} />}
                {!data && !error && <Skeleton h={160} aria-label={t`Loading`} />}
                {data && !data.against_id && (
                    <EmptyState icon="file" title={t`There is nothing to compare with`}>
                        <Trans>This is the first revision of the product.</Trans>
                    </EmptyState>
                )}
                {data?.against_id && data.items.length === 0 && (
                    <EmptyState icon="check" title={t`Both say the same`} />
                )}
                {data && <Sections differences={data.items} />}
                {data && !data.is_complete && (
                    <Alert color="yellow" icon={<Icon name="alert" />}>
                        <Trans>There is more than can be shown here.</Trans>
                    </Alert>
                )}
            </Stack>
        </section>
    );
}

function Sections({ differences }: { differences: Difference[] }) {
    const names = useSectionNames();
    const sections = [...new Set(differences.map((one) => sectionOf(one.field)))];
    return sections.map((section) => (
        <Paper key={section} p="md" component="section" aria-label={names(section)}>
            <Title order={3} fz="sm" mb="xs">
                {names(section)}
            </Title>
            <Stack gap="md">
                {differences
                    .filter((one) => sectionOf(one.field) === section)
                    .map((one) => (
                        <OneDifference key={`${one.field} ${one.kind}`} difference={one} />
                    ))}
            </Stack>
        </Paper>
    ));
}

function OneDifference({ difference }: { difference: Difference }) {
    const { t } = useLingui();
    const kinds = {
        changed: { name: t`changed`, color: 'yellow' },
        added: { name: t`added`, color: 'green' },
        removed: { name: t`removed`, color: 'red' },
        moved: { name: t`in another order`, color: 'blue' },
    };
    const kind = kinds[difference.kind];
    const language = difference.language && languages[difference.language as keyof typeof languages];
    const word = useFieldWords();
    const words = restOf(difference.field).map(word);
    const rest = (language ? words.slice(0, -1) : words).join(' › ');
    const place = [difference.item, rest, language].filter(Boolean).join(' · ');
    return (
        <Box>
            <Group gap="xs" mb={4}>
                {place && (
                    <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                        {place}
                    </Text>
                )}
                <Badge
                    variant="light"
                    color={kind.color}
                    radius="sm"
                    tt="none"
                    styles={{ label: { color: 'var(--mantine-color-text)' } }}
                >
                    {kind.name}
                </Badge>
            </Group>
            <Values difference={difference} />
        </Box>
    );
}

const LONG = 80; // characters, from which on a text is compared line by line

function Values({ difference }: { difference: Difference }) {
    const { t } = useLingui();
    const before = difference.before ?? '';
    const after = difference.after ?? '';
    const isFile = /^(documents|logo|screenshots).*\.(base64|digest)$/.test(difference.field);
    const isLong = before.length > LONG || after.length > LONG || `${before}${after}`.includes('\n');
    if (isLong && !isFile) return <LineDifference label={t`Difference`} before={before} after={after} />;
    return (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            <OneSide name={t`Before`} value={difference.before} isFile={isFile} color="red" />
            <OneSide name={t`Now`} value={difference.after} isFile={isFile} color="green" />
        </SimpleGrid>
    );
}

function OneSide(props: { name: string; value: string | null; isFile: boolean; color: 'red' | 'green' }) {
    if (props.value === null || props.value === undefined) return <Box visibleFrom="xs" />;
    return (
        <Box p={6} bg={`var(--mantine-color-${props.color}-light)`} style={{ overflowWrap: 'anywhere' }}>
            <Text size="xs">{props.name}</Text>
            <Text size="sm" component="div">
                {props.isFile ? (
                    <Anchor
                        href={fileAddress(props.value, props.name)}
                        target="_blank"
                        rel="noreferrer"
                        size="sm"
                        underline="always"
                    >
                        <Trans>Open the file</Trans>
                    </Anchor>
                ) : (
                    props.value
                )}
            </Text>
        </Box>
    );
}
