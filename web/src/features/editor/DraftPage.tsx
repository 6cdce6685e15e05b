import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, List, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { apiQuery } from '@/api/query';
import type { Draft } from '@/api/types';
import { StorageNotice } from '@/features/organizations/StorageNotice';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { ButtonLink, NavigationLink } from '@/ui/links';
import { useListState } from '@/ui/list_state';
import { useServiceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { ChartSection } from './ChartSection';
import { DocumentsSection } from './DocumentsSection';
import css from './editor.module.css';
import { ModelsSection } from './ModelsSection';
import { textAt, type Value } from './offer';
import { PicturesSection } from './PicturesSection';
import { PlansSection } from './PlansSection';
import { PreviewBeside, PreviewSection, usePreviewBeside } from './PreviewSection';
import { SendSection } from './SendSection';
import { GuidesSection, ProductSection, SoftwareSection, TextsSection } from './sections';
import { EditorProvider, useEditor, useEditorOf } from './use_editor';
import { usePlaceNames, useSectionNames } from './use_names';

const SECTIONS: Record<string, () => ReactNode> = {
    product: ProductSection,
    texts: TextsSection,
    pictures: PicturesSection,
    plans: PlansSection,
    models: ModelsSection,
    chart: ChartSection,
    documents: DocumentsSection,
    software: SoftwareSection,
    guides: GuidesSection,
    preview: PreviewSection,
    send: SendSection,
};

/** The editor: sections in any order, saved by itself. */
export function DraftPage() {
    const { organizationId } = useActing();
    const { draftId } = useParams({ strict: false }) as { draftId: string };
    const query = useQuery(
        apiQuery('/v1/drafts/{id}', { path: { id: draftId }, organization: organizationId }),
    );
    const absent = absence(query);
    if (absent || !query.data) return absent;
    return <DraftEditor key={query.data.id} draft={query.data} />;
}

function DraftEditor({ draft }: { draft: Draft }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const types = useServiceTypeNames();
    const names = useSectionNames();
    const editor = useEditorOf(draft);
    const state = useListState();
    const known = [
        ...draft.sections.map((one) => one.name).filter((name) => SECTIONS[name]),
        'preview',
        'send',
    ];
    const asked = state.get('section') ?? '';
    const section = known.includes(asked) ? asked : 'product';
    const Section = SECTIONS[section] ?? ProductSection;
    const beside = usePreviewBeside();
    return (
        <EditorProvider value={editor}>
            <PageHeader
                title={editor.said.name || t`Without a name`}
                crumbs={[
                    {
                        label: t`My products`,
                        link: { to: '/o/$organizationId/products', params: { organizationId } },
                    },
                ]}
                status={<Status state={draft.revision_state ?? 'draft'} />}
                description={types(draft.service_type)}
                actions={
                    <>
                        <Saved />
                        {beside.isWide && (
                            <Button
                                variant="default"
                                aria-expanded={beside.isOpen}
                                onClick={() => beside.setOpen(!beside.isOpen)}
                            >
                                {beside.isOpen ? (
                                    <Trans>Hide the preview</Trans>
                                ) : (
                                    <Trans>Show the preview</Trans>
                                )}
                            </Button>
                        )}
                        <ButtonLink
                            to="/o/$organizationId/drafts/$draftId"
                            params={{ organizationId, draftId: draft.id }}
                            search={{ section: 'send' }}
                        >
                            <Trans>Submit for review</Trans>
                        </ButtonLink>
                    </>
                }
            />
            <div className={css.columns}>
                <SectionList sections={known} current={section} />
                <Stack component="section" aria-labelledby="section" gap="md" flex={1} miw={0} maw={820}>
                    <Title order={2} id="section">
                        {names(section)}
                    </Title>
                    <Problem error={editor.error} />
                    {draft.revision_state === 'rejected' && <Rejected section={section} />}
                    <Conflicts />
                    <StorageNotice />
                    <Section />
                </Stack>
                {beside.isShown && section !== 'preview' && <PreviewBeside />}
            </div>
        </EditorProvider>
    );
}

/** Where one is: on a wide screen a list beside, on a narrow one a choice above. */
function SectionList({ sections, current }: { sections: string[]; current: string }) {
    const { t } = useLingui();
    const { draft } = useEditor();
    const { organizationId } = useActing();
    const names = useSectionNames();
    const state = useListState();
    const marks = useMarks();
    const sectionOf = (name: string) => draft.sections.find((section) => section.name === name);
    const choice = (name: string) => {
        const section = sectionOf(name);
        if (!section) return names(name);
        if (section.reasons.length > 0) return `${names(name)} (${marks(section)})`;
        return section.missing.length === 0 ? `${names(name)} ✓` : names(name);
    };
    return (
        <>
            <nav className={css.sections} aria-label={t`Sections`}>
                {sections.map((name) => (
                    <NavigationLink
                        key={name}
                        to="/o/$organizationId/drafts/$draftId"
                        params={{ organizationId, draftId: draft.id }}
                        search={{ section: name }}
                        label={names(name)}
                        active={name === current}
                        aria-current={name === current ? 'page' : undefined}
                        rightSection={<Mark section={sectionOf(name)} />}
                    />
                ))}
            </nav>
            <NativeSelect
                className={css.choice}
                label={t`Section`}
                value={current}
                onChange={(event) => state.set({ section: event.currentTarget.value })}
                data={sections.map((value) => ({ value, label: choice(value) }))}
            />
        </>
    );
}

type Section = Draft['sections'][number];

/** What is left to do in a section: what the operator found first, then what is missing. */
function useMarks() {
    const { t } = useLingui();
    return ({ reasons, missing }: Section) => {
        const [found, count] = [reasons.length, missing.length];
        return found > 0 ? t`${found} to correct` : t`${count} missing`;
    };
}

function Mark({ section }: { section: Section | undefined }) {
    const { t } = useLingui();
    const marks = useMarks();
    if (!section) return null;
    if (section.missing.length + section.reasons.length === 0)
        return (
            <span role="img" aria-label={t`complete`} style={{ lineHeight: 0 }}>
                <Icon name="check" size={14} />
            </span>
        );
    return (
        <Text
            span
            size="xs"
            c={section.reasons.length > 0 ? undefined : 'dimmed'}
            fw={section.reasons.length > 0 ? 600 : undefined}
        >
            {marks(section)}
        </Text>
    );
}

/** What becomes of what is typed. */
function Saved() {
    const { draft, isDirty, isSaving, isOffline, error } = useEditor();
    const format = useFormat();
    const isToday = new Date(draft.changed_at).toDateString() === new Date().toDateString();
    const time = isToday ? format.clock(draft.changed_at) : format.time(draft.changed_at);
    const state = () => {
        if (isOffline) return <Trans>Not saved yet: the server cannot be reached.</Trans>;
        if (error) return <Trans>Not saved</Trans>;
        if (isSaving || isDirty) return <Trans>Saving…</Trans>;
        return <Trans>Saved {time}</Trans>;
    };
    return (
        <Text size="sm" c="dimmed" role="status">
            {state()}
        </Text>
    );
}

/** Why: for all of it, and at the fields of the section; with what is no section, of all fields. */
function Rejected({ section }: { section: string }) {
    const { t } = useLingui();
    const { draft } = useEditor();
    const places = usePlaceNames();
    const own = draft.sections.filter((one) => one.name === section);
    const reasons = (own.length > 0 ? own : draft.sections).flatMap((one) => one.reasons);
    return (
        <Alert color="red" icon={<Icon name="alert" />} title={t`The operator rejected it`}>
            {draft.reason} <Trans>Correct it and submit it again.</Trans>
            {reasons.length > 0 && (
                <List size="sm" mt="xs">
                    {reasons.map((one) => (
                        <List.Item key={one.field + one.reason} style={{ overflowWrap: 'anywhere' }}>
                            <Text span size="sm" fw={600}>
                                {places(one.field)}:
                            </Text>{' '}
                            {one.reason}
                        </List.Item>
                    ))}
                </List>
            )}
        </Alert>
    );
}

/** Where two wrote something else: one's own stands in the fields until one chooses. */
function Conflicts() {
    const { t } = useLingui();
    const { conflicts, settle } = useEditor();
    const places = usePlaceNames();
    const paths = Object.keys(conflicts);
    if (paths.length === 0) return null;
    return (
        <Alert
            role="alert"
            color="yellow"
            icon={<Icon name="info" />}
            title={t`Somebody else changed the same meanwhile`}
        >
            <Trans>
                Yours stands in the fields and is saved once you keep it; until then theirs stays. Everything
                else that they changed has been taken over.
            </Trans>
            <List size="sm" mt="xs" listStyleType="none">
                {paths.map((path) => (
                    <List.Item key={path}>
                        <Text size="sm" fw={500}>
                            {places(path)}
                        </Text>
                        <Text size="sm" style={{ overflowWrap: 'anywhere' }} lineClamp={4}>
                            <Trans>Theirs: {shown(conflicts[path])}</Trans>
                        </Text>
                        <Group gap="xs" my={4}>
                            <Button size="compact-xs" variant="default" onClick={() => settle(path, false)}>
                                <Trans>Keep mine</Trans>
                            </Button>
                            <Button size="compact-xs" variant="default" onClick={() => settle(path, true)}>
                                <Trans>Take theirs</Trans>
                            </Button>
                        </Group>
                    </List.Item>
                ))}
            </List>
        </Alert>
    );
}

/** Of things in a list their names, or whatever texts they have. */
function shown(value: Value): string {
    if (value === undefined || value === null || value === '') return '–';
    if (Array.isArray(value)) return value.map(shown).join(', ');
    if (typeof value !== 'object') return String(value);
    return textAt(value, 'name') || Object.values(value).map(shown).join(' · ');
}
