import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Icon } from './icons';

/** A text that one takes elsewhere. */
export function CopyField({
    label,
    value,
    description,
}: {
    label: string;
    value: string;
    description?: string;
}) {
    return (
        <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
                label={label}
                description={description}
                value={value}
                readOnly
                flex={1}
                miw={0}
                onFocus={(event) => event.currentTarget.select()}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
            <CopyButton value={value} label={label} />
        </Group>
    );
}

export function CopyButton({ value, label, size = 'sm' }: { value: string; label: string; size?: string }) {
    const { t } = useLingui();
    const clipboard = useClipboard({ timeout: 2000 });
    return (
        <>
            <Button
                variant="default"
                size={size}
                aria-label={t`Copy ${label}`}
                leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={14} />}
                onClick={() => clipboard.copy(value)}
                style={{ flexShrink: 0 }}
            >
                {clipboard.copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
            </Button>
            {clipboard.error && (
                <Text size="xs" c="red" role="alert">
                    <Trans>The browser did not allow copying.</Trans>
                </Text>
            )}
        </>
    );
}
