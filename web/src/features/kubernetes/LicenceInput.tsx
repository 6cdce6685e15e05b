import { Trans, useLingui } from '@lingui/react/macro';
import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { NewLicence } from '@/api/types';
import { base64Of } from '@/ui/files';
import { Icon } from '@/ui/icons';

const LARGEST = 4 * 1024 * 1024; // bytes

/** A licence as a text, or as a file of any kind. */
export function LicenceInput(props: {
    label: string;
    error?: string;
    isPending: boolean;
    onGive: (licence: NewLicence) => void;
}) {
    const { t } = useLingui();
    const [text, setText] = useState('');
    const [file, setFile] = useState<File | null>(null);
    const isTooBig = !!file && file.size > LARGEST;
    const give = async () => {
        if (file) props.onGive({ base64: await base64Of(file) });
        else props.onGive({ text });
        setText('');
        setFile(null);
    };
    return (
        <Stack gap="xs">
            <Textarea
                name="licence"
                label={t`Text of the licence`}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                disabled={!!file}
                error={isTooBig ? t`A licence may have 4 MB.` : props.error}
                autosize
                minRows={3}
                maxRows={10}
                spellCheck={false}
                autoComplete="off"
            />
            <Group gap="xs">
                <FileButton onChange={setFile}>
                    {(button) => (
                        <Button
                            {...button}
                            variant="default"
                            size="xs"
                            leftSection={<Icon name="file" size={14} />}
                        >
                            <Trans>Choose a file…</Trans>
                        </Button>
                    )}
                </FileButton>
                <Text size="sm" c="dimmed">
                    {file ? file.name : <Trans>at most 4 MB</Trans>}
                </Text>
                <Button
                    size="xs"
                    ml="auto"
                    disabled={(!file && !text.trim()) || isTooBig}
                    loading={props.isPending}
                    onClick={give}
                >
                    {props.label}
                </Button>
            </Group>
        </Stack>
    );
}
