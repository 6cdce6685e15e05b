import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, SimpleGrid, Stack, Text } from '@mantine/core';
import { LANGUAGES } from '@/i18n/language';
import { useFormat } from '@/ui/format';
import { useDocumentNames } from '@/ui/names';
import { ChoiceField, LanguageTabs, LineField, ListField, TextsField } from './fields';
import { itemsAt, textAt, valueAt } from './offer';
import { FileField } from './uploads';
import { useEditor } from './use_editor';

const KINDS = ['eula', 'service_description', 'datasheet', 'guide', 'privacy', 'sla'];

export function DocumentsSection() {
    const { t } = useLingui();
    const format = useFormat();
    const kinds = useDocumentNames();
    return (
        <Stack gap="md">
            <Text size="sm" c="dimmed">
                <Trans>
                    Customers agree to the licence agreement in their language, else in English. A PDF or a
                    text of at most 4 MB; of a kind one in each language.
                </Trans>
            </Text>
            <ListField
                path="documents"
                name={(number) => t`Document ${number}`}
                add={t`Add a document`}
                fresh={() => ({ kind: 'eula', language: 'en', version: '1' })}
                max={40}
            >
                {(path) => (
                    <>
                        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                            <ChoiceField
                                path={`${path}.kind`}
                                label={t`Kind`}
                                options={KINDS.map((value) => ({ value, label: kinds(value) }))}
                            />
                            <ChoiceField
                                path={`${path}.language`}
                                label={t`Language`}
                                options={LANGUAGES.map((value) => ({ value, label: format.language(value) }))}
                            />
                            <LineField path={`${path}.title`} label={t`Title`} required max={120} />
                            <LineField path={`${path}.version`} label={t`Version`} required max={40} />
                        </SimpleGrid>
                        <FileField path={path} kind="document" label={t`File`} />
                        <AppliesField path={path} />
                    </>
                )}
            </ListField>
            <LanguageTabs paths={[]} />
            <TextsField path="licence_info" label={t`About the licence`} rows={4} max={4000} />
        </Stack>
    );
}

/** The one exception from “who subscribed keeps what was agreed to”; for the agreement in all languages. */
function AppliesField({ path }: { path: string }) {
    const { t } = useLingui();
    const { said, set, faultAt } = useEditor();
    const name = `${path}.applies_to_subscribers`;
    const isChecked = valueAt(said.document, name) === true;
    if (textAt(said.document, `${path}.kind`) !== 'eula' && !isChecked) return null;
    const change = (isWanted: boolean) =>
        itemsAt(said.document, 'documents').forEach((_, number) => {
            const one = `documents[${number}]`;
            const isAgreement = textAt(said.document, `${one}.kind`) === 'eula';
            set(`${one}.applies_to_subscribers`, (isWanted && isAgreement) || undefined);
        });
    return (
        <Checkbox
            name={name}
            label={t`Applies to existing subscribers too`}
            description={t`Subscribers keep the licence agreement that they accepted. Tick this if the new one applies to them as well: once this revision is active they are told by mail, and it applies from that moment on. It counts for the agreement in all its languages; everything else stays as they subscribed to it.`}
            checked={isChecked}
            error={faultAt(name)}
            onChange={(event) => change(event.currentTarget.checked)}
        />
    );
}
