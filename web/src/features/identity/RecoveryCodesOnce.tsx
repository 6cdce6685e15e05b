import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Checkbox, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '@/ui/CopyField';
import { saveText } from '@/ui/files';
import { Icon } from '@/ui/icons';

/** Recovery codes, which can be seen now and never again. */
export function RecoveryCodesOnce({ codes, onDone }: { codes: string[]; onDone: () => void }) {
    const { t } = useLingui();
    const [isKept, setKept] = useState(false);
    return (
        <Stack>
            <Alert color="yellow" icon={<Icon name="alert" />} title={t`Keep these codes`}>
                <Trans>
                    Each opens your account once, in place of a code, when your devices are lost. They cannot
                    be shown again.
                </Trans>
            </Alert>
            <SimpleGrid cols={2} spacing="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {codes.map((code) => (
                    <Text key={code} component="li" ta="center">
                        <Code fz="md">{code}</Code>
                    </Text>
                ))}
            </SimpleGrid>
            <Group>
                <CopyButton value={codes.join('\n')} label={t`Recovery codes`} />
                <Button
                    variant="default"
                    leftSection={<Icon name="download" size={14} />}
                    onClick={() =>
                        saveText('kontor-recovery-codes.txt', 'text/plain', `${codes.join('\n')}\n`)
                    }
                >
                    <Trans>Save as a file</Trans>
                </Button>
            </Group>
            <Checkbox
                label={t`I have stored the codes in a safe place`}
                checked={isKept}
                onChange={(event) => setKept(event.currentTarget.checked)}
            />
            <Group justify="flex-end">
                <Button disabled={!isKept} onClick={onDone}>
                    <Trans>Done</Trans>
                </Button>
            </Group>
        </Stack>
    );
}
