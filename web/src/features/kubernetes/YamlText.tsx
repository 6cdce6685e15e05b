import { Trans } from '@lingui/react/macro';
import { Button, Code, Group, ScrollArea, Skeleton } from '@mantine/core';
import { CopyButton } from '@/ui/CopyField';
import { saveText } from '@/ui/files';
import { Icon } from '@/ui/icons';

/** A text of many lines to read, copy or save. */
export function YamlText(props: { label: string; text: string | undefined; fileName: string }) {
    const { label, text, fileName } = props;
    if (text === undefined) return <Skeleton h={240} aria-label={label} />;
    return (
        <>
            <Group gap="xs" mb="xs" justify="flex-end">
                <CopyButton value={text} label={label} size="xs" />
                <Button
                    variant="default"
                    size="xs"
                    leftSection={<Icon name="download" size={14} />}
                    onClick={() => saveText(fileName, 'application/yaml', text)}
                >
                    <Trans>Save</Trans>
                </Button>
            </Group>
            <ScrollArea.Autosize
                mah={480}
                type="auto"
                viewportProps={{ tabIndex: 0, 'aria-label': label, role: 'group' }}
            >
                <Code block>{text}</Code>
            </ScrollArea.Autosize>
        </>
    );
}
