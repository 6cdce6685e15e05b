import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Logo } from '@/ui/Logo';
import { LanguageTabs, ListField, TextsField } from './fields';
import { itemsAt, textAt } from './offer';
import { UploadButton } from './uploads';
import { useEditor } from './use_editor';

export function PicturesSection() {
    const { t } = useLingui();
    const { said, set } = useEditor();
    return (
        <Stack gap="lg">
            <LogoField />
            <Stack gap="sm" component="section" aria-labelledby="own-screenshots">
                <Title order={3} id="own-screenshots">
                    <Trans>Screenshots</Trans>
                </Title>
                <Text size="sm" c="dimmed">
                    <Trans>
                        PNG, JPEG or WebP of at most 2 MB, ten at most. Say what is to be seen, for who does
                        not see it.
                    </Trans>
                </Text>
                <LanguageTabs paths={[]} />
                <ListField path="screenshots" name={(number) => t`Screenshot ${number}`} max={10}>
                    {(path) => (
                        <>
                            <img
                                src={`/v1/files/${textAt(said.document, `${path}.digest`)}`}
                                alt=""
                                style={{
                                    maxWidth: '100%',
                                    maxHeight: 220,
                                    objectFit: 'contain',
                                    alignSelf: 'flex-start',
                                }}
                            />
                            <TextsField
                                path={`${path}.alt`}
                                label={t`What is to be seen`}
                                required
                                max={300}
                            />
                        </>
                    )}
                </ListField>
                <UploadButton
                    kind="screenshot"
                    name="screenshots"
                    label={<Trans>Add a screenshot…</Trans>}
                    onUploaded={({ digest }) =>
                        set('screenshots', [...itemsAt(said.document, 'screenshots'), { digest }])
                    }
                />
            </Stack>
        </Stack>
    );
}

function LogoField() {
    const { said, set, faultAt } = useEditor();
    const digest = textAt(said.document, 'logo.digest');
    const error = faultAt('logo');
    return (
        <Stack gap="xs" component="section" aria-labelledby="logo">
            <Title order={3} id="logo">
                <Trans>Logo</Trans>
            </Title>
            <Text size="sm" c="dimmed">
                <Trans>PNG, JPEG, WebP, or SVG without scripts, of at most 2 MB; square looks best.</Trans>
            </Text>
            <Group gap="sm" align="flex-start">
                <Logo name={said.name} digest={digest || null} size={56} />
                <UploadButton
                    kind="logo"
                    name="logo"
                    label={digest ? <Trans>Choose another picture…</Trans> : <Trans>Choose a picture…</Trans>}
                    onUploaded={(file) => set('logo', { digest: file.digest })}
                />
                {digest && (
                    <Button
                        variant="subtle"
                        color="gray"
                        c="var(--mantine-color-text)"
                        size="xs"
                        onClick={() => set('logo', undefined)}
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
