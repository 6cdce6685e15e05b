// What stands in each section of the editor.
import { Trans, useLingui } from '@lingui/react/macro';
import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { Facts } from '@/ui/Facts';
import { useLicenceTypeNames, useServiceTypeNames } from '@/ui/names';
import { CategoryField } from './CategoryField';
import { ChoiceField, LanguageTabs, LineField, ListField, TextsField, TextsListField } from './fields';
import { textAt } from './offer';
import { useEditor } from './use_editor';

const MARKDOWN = '**bold**, *italic*, lists, tables, links';

export function ProductSection() {
    const { t } = useLingui();
    const serviceTypes = useServiceTypeNames();
    const licenceTypes = useLicenceTypeNames();
    const { draft, said, setName, faultAt } = useEditor();
    return (
        <Stack gap="md">
            <TextInput
                name="name"
                label={t`Name`}
                withAsterisk
                maxLength={40}
                value={said.name}
                error={faultAt('name')}
                disabled={draft.is_name_fixed}
                description={
                    draft.is_name_fixed
                        ? t`A product that was published keeps its name.`
                        : t`At most 40 characters; fixed once the product was published.`
                }
                onChange={(event) => setName(event.currentTarget.value)}
            />
            <Facts
                facts={[
                    [t`Service type`, serviceTypes(draft.service_type)],
                    [t`Licence type`, licenceTypes(draft.licence_type)],
                    [t`Address`, `/products/${draft.slug}`],
                ]}
            />
            <CategoryField />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                <LineField path="version" label={t`Version`} required max={40} />
                <LineField
                    path="data_location"
                    label={t`Data location`}
                    description={t`Where customers’ data is kept.`}
                    max={100}
                />
                <LineField
                    path="documentation_url"
                    label={t`Documentation`}
                    type="url"
                    placeholder="https://"
                    max={500}
                />
            </SimpleGrid>
            <ReleaseField />
        </Stack>
    );
}

/** The wish of the seller; the operator decides. Typed in the person's time zone, kept in UTC. */
function ReleaseField() {
    const { t } = useLingui();
    const { said, set, faultAt } = useEditor();
    const kept = textAt(said.document, 'release_at');
    const time = new Date(kept);
    const isTime = kept !== '' && !Number.isNaN(time.getTime());
    const local = isTime
        ? new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
        : '';
    return (
        <TextInput
            type="datetime-local"
            name="release_at"
            maw={320}
            label={t`Wished release`}
            description={t`Left empty it is released once it is approved. The operator decides.`}
            value={local}
            error={faultAt('release_at')}
            onChange={({ currentTarget: { value } }) =>
                set('release_at', value ? new Date(value).toISOString().replace('.000Z', 'Z') : undefined)
            }
        />
    );
}

export function TextsSection() {
    const { t } = useLingui();
    return (
        <Stack gap="md">
            <Text size="sm" c="dimmed">
                <Trans>
                    Both descriptions are needed in every language before the product can be submitted.
                </Trans>
            </Text>
            <LanguageTabs paths={['short_description', 'description']} />
            <TextsField path="short_description" label={t`Short description`} required max={200} />
            <TextsField
                path="description"
                label={t`Description`}
                description={t`Markdown: ${MARKDOWN}`}
                required
                rows={12}
                max={10000}
            />
            <TextsListField path="features" label={t`Features`} max={30} />
        </Stack>
    );
}

export function SoftwareSection() {
    const { t } = useLingui();
    return (
        <ListField
            path="used_software"
            name={(number) => t`Software ${number}`}
            add={t`Add software`}
            max={100}
        >
            {(path) => (
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                    <LineField path={`${path}.name`} label={t`Name`} required max={100} />
                    <LineField path={`${path}.version`} label={t`Version`} max={40} />
                    <LineField
                        path={`${path}.licence`}
                        label={t`Licence`}
                        required
                        max={100}
                        placeholder="MIT"
                    />
                    <LineField
                        path={`${path}.url`}
                        label={t`Link`}
                        type="url"
                        placeholder="https://"
                        max={500}
                    />
                </SimpleGrid>
            )}
        </ListField>
    );
}

export function GuidesSection() {
    const { t } = useLingui();
    return (
        <Stack gap="md">
            <LanguageTabs paths={[]} />
            <ListField
                path="guides"
                name={(number) => t`Guide ${number}`}
                add={t`Add a guide`}
                fresh={() => ({ kind: 'pre' })}
                max={10}
            >
                {(path) => (
                    <>
                        <ChoiceField
                            path={`${path}.kind`}
                            label={t`When it is read`}
                            options={[
                                { value: 'pre', label: t`Before the start` },
                                { value: 'deployment', label: t`While setting it up` },
                                { value: 'post', label: t`After the start` },
                            ]}
                        />
                        <TextsField
                            path={`${path}.text`}
                            label={t`Text`}
                            description={t`Markdown: ${MARKDOWN}`}
                            required
                            rows={8}
                            max={10000}
                        />
                    </>
                )}
            </ListField>
        </Stack>
    );
}
