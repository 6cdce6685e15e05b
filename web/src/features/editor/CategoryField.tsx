import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Fieldset, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery } from '@/api/query';
import { LANGUAGES } from '@/i18n/language';
import { useFormat } from '@/ui/format';
import { ChoiceField, LineField } from './fields';
import { valueAt } from './offer';
import { useEditor } from './use_editor';

/** Where the product stands: in a category that there is, or in one that the seller proposes. */
export function CategoryField() {
    const { t } = useLingui();
    const format = useFormat();
    const { said, set, faultAt } = useEditor();
    const [wantsOther, setWantsOther] = useState(false);
    const categories = useQuery(apiQuery('/v1/categories', {})).data?.items ?? [];
    const options = categories.map((one) => ({ value: one.slug, label: format.text(one.name) }));
    const isProposing = wantsOther || valueAt(said.document, 'proposed_category') !== undefined;
    const propose = (isWanted: boolean) => {
        setWantsOther(isWanted);
        set('category', undefined);
        set('proposed_category', isWanted ? { name: {} } : undefined);
    };
    if (!isProposing)
        return (
            <Stack gap={4}>
                <ChoiceField
                    path="category"
                    label={t`Category`}
                    required
                    none={t`Choose one`}
                    options={options}
                />
                <Anchor component="button" type="button" size="sm" ta="left" onClick={() => propose(true)}>
                    <Trans>My category is not here</Trans>
                </Anchor>
            </Stack>
        );
    return (
        <Fieldset legend={t`Proposed category`}>
            <Stack gap="sm">
                <Text size="sm" c="dimmed">
                    <Trans>
                        The operator accepts it, or chooses another category for your product, before the
                        revision is approved.
                    </Trans>
                </Text>
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                    {LANGUAGES.map((one) => (
                        <LineField
                            key={one}
                            path={`proposed_category.name.${one}`}
                            label={t`Name in ${format.language(one)}`}
                            required
                            max={60}
                        />
                    ))}
                </SimpleGrid>
                <ChoiceField
                    path="proposed_category.parent"
                    label={t`Stands below`}
                    none={t`nothing: at the top`}
                    options={options}
                />
                {faultAt('proposed_category') && (
                    <Text size="xs" c="var(--mantine-color-error)" role="alert">
                        {faultAt('proposed_category')}
                    </Text>
                )}
                <Anchor component="button" type="button" size="sm" ta="left" onClick={() => propose(false)}>
                    <Trans>Choose a category after all</Trans>
                </Anchor>
            </Stack>
        </Fieldset>
    );
}
