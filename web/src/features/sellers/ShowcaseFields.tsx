import { Trans, useLingui } from '@lingui/react/macro';
import {
    Button,
    Fieldset,
    FileButton,
    Group,
    SegmentedControl,
    SimpleGrid,
    Stack,
    Text,
    Textarea,
    TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { type Language, languages } from '@/i18n/language';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import type { Showcase } from './showcase';

type Form = UseFormReturnType<Showcase>;

/** What a field is called, by its path. */
export function useShowcaseNames() {
    const { t } = useLingui();
    const format = useFormat();
    const names: Record<string, string> = {
        name: t`Seller name`,
        website: t`Website`,
        contact_email: t`E-mail for sales`,
        support_email: t`E-mail for support`,
        support_url: t`Support link`,
        logo: t`Logo`,
        logo_digest: t`Logo`,
    };
    const about = t`About the company`;
    return (path: string) => names[path] ?? `${about} (${format.language(path.replace('about.', ''))})`;
}

export function ShowcaseFields({ form }: { form: Form }) {
    const { t } = useLingui();
    const names = useShowcaseNames();
    const field = (name: 'name' | 'website' | 'contact_email' | 'support_email' | 'support_url') => ({
        name,
        label: names(name),
        required: name !== 'support_url',
        ...form.getInputProps(name),
    });
    return (
        <>
            <Fieldset legend={t`Who you are`}>
                <Stack>
                    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                        <TextInput maxLength={80} {...field('name')} />
                        <TextInput type="url" placeholder="https://" {...field('website')} />
                    </SimpleGrid>
                    <LogoField form={form} />
                </Stack>
            </Fieldset>
            <AboutField form={form} />
            <Fieldset legend={t`How customers reach you`}>
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                    <TextInput type="email" {...field('contact_email')} />
                    <TextInput type="email" {...field('support_email')} />
                    <TextInput type="url" placeholder="https://" {...field('support_url')} />
                </SimpleGrid>
            </Fieldset>
        </>
    );
}

/** The text in each language; which of them are written shows beside their names. */
function AboutField({ form }: { form: Form }) {
    const { t } = useLingui();
    const names = useShowcaseNames();
    const [language, setLanguage] = useState<Language>('en');
    // What is wrong must be seen, whichever language is being written.
    const shown = form.errors['about.en'] ? 'en' : language;
    const isWritten = (one: Language) => form.values.about[one].trim() !== '';
    const path = `about.${shown}`;
    return (
        <Fieldset legend={t`About the company`}>
            <Stack gap="sm">
                <Group style={{ overflowX: 'auto' }}>
                    <SegmentedControl
                        aria-label={t`Language of the text`}
                        miw="max-content"
                        value={shown}
                        onChange={(value) => {
                            form.clearFieldError('about.en');
                            setLanguage(value as Language);
                        }}
                        data={(Object.keys(languages) as Language[]).map((one) => ({
                            value: one,
                            label: isWritten(one) ? `${languages[one]} ✓` : languages[one],
                        }))}
                    />
                </Group>
                <Textarea
                    key={path}
                    name={path}
                    lang={shown}
                    label={names(path)}
                    description={
                        <Trans>
                            Markdown: **bold**, *italic*, lists, tables, links. English is required.
                        </Trans>
                    }
                    required={shown === 'en'}
                    rows={12}
                    resize="vertical"
                    maxLength={4000}
                    {...form.getInputProps(path)}
                />
            </Stack>
        </Fieldset>
    );
}

const MAX_LOGO = 2 * 1024 * 1024;

function LogoField({ form }: { form: Form }) {
    const { t } = useLingui();
    const read = (file: File | null) => {
        if (!file) return;
        if (file.size > MAX_LOGO) return form.setFieldError('logo', t`A logo may have at most 2 MB.`);
        const reader = new FileReader();
        reader.onload = () => form.setFieldValue('logo', String(reader.result));
        reader.readAsDataURL(file);
    };
    const remove = () => {
        form.setFieldValue('logo', '');
        form.setFieldValue('logo_digest', '');
    };
    const hasLogo = form.values.logo !== '' || form.values.logo_digest !== '';
    const error = form.errors.logo ?? form.errors.logo_digest;
    return (
        <Stack gap={4}>
            <Text size="sm" fw={500} component="span">
                <Trans>Logo</Trans>
            </Text>
            <Text size="xs" c="dimmed">
                <Trans>PNG, JPEG, WebP, or SVG without scripts; square looks best.</Trans>
            </Text>
            <Group gap="xs">
                <FileButton onChange={read} accept="image/png,image/jpeg,image/webp,image/svg+xml">
                    {(button) => (
                        <Button
                            {...button}
                            name="logo"
                            variant="default"
                            size="xs"
                            leftSection={<Icon name="file" size={14} />}
                        >
                            {hasLogo ? (
                                <Trans>Choose another picture…</Trans>
                            ) : (
                                <Trans>Choose a picture…</Trans>
                            )}
                        </Button>
                    )}
                </FileButton>
                {hasLogo && (
                    <Button
                        variant="subtle"
                        color="gray"
                        c="var(--mantine-color-text)"
                        size="xs"
                        onClick={remove}
                    >
                        <Trans>Without a logo</Trans>
                    </Button>
                )}
            </Group>
            {error && (
                <Text size="xs" c="var(--mantine-color-error)" role="alert">
                    {error}
                </Text>
            )}
        </Stack>
    );
}
