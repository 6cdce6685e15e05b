import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, FileButton, Group, List, Stack, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '@/api/types';
import { Icon } from '@/ui/icons';

/** The credential of a cluster's administrator, pasted or read from a file; it is used once. */
export function KubeconfigField(props: {
    /** What a form gives for the field. */
    input: { value?: string; onChange: (text: string) => void; error?: ReactNode };
    required?: boolean;
    description?: string;
}) {
    const { t } = useLingui();
    const { value = '', onChange, error } = props.input;
    const read = async (file: File | null) => file && onChange(await file.text());
    return (
        <Stack gap="xs">
            <Textarea
                label={t`Kubeconfig`}
                name="kubeconfig"
                description={props.description}
                placeholder="apiVersion: v1"
                value={value}
                onChange={(event) => onChange(event.currentTarget.value)}
                error={error}
                required={props.required}
                autosize
                minRows={6}
                maxRows={16}
                spellCheck={false}
                autoComplete="off"
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
            <Group gap="xs">
                <FileButton onChange={read}>
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
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    <Trans>
                        Print it with{' '}
                        <code style={{ whiteSpace: 'normal' }}>
                            kubectl config view --raw --flatten --minify
                        </code>
                        .
                    </Trans>
                </Text>
            </Group>
        </Stack>
    );
}

/** What is taken from a kubeconfig, and what is refused. */
export function KubeconfigRules() {
    const { t } = useLingui();
    return (
        <Alert color="blue" icon={<Icon name="shield" />} title={t`What becomes of your kubeconfig`}>
            <List size="sm" spacing={4}>
                <List.Item>
                    <Trans>
                        Taken: the address of the cluster, its certificate authority, and a token or client
                        certificate.
                    </Trans>
                </List.Item>
                <List.Item>
                    <Trans>
                        Refused, each with a reason: programs to run, sign-in plugins, paths of files,
                        proxies, addresses without https, connections that check no certificate.
                    </Trans>
                </List.Item>
                <List.Item>
                    <Trans>
                        Used once, to make accounts of Kontor’s own in the namespaces you name. Then it is
                        forgotten, also if that fails.
                    </Trans>
                </List.Item>
            </List>
        </Alert>
    );
}

/** What a kubeconfig has that is refused; each sentence begins with its place. */
export function KubeconfigFaults({ faults }: { faults: Problem['errors'] }) {
    const { t } = useLingui();
    if (faults.length === 0) return null;
    return (
        <Alert
            color="red"
            role="alert"
            icon={<Icon name="alert" />}
            title={t`This kubeconfig cannot be used as it is`}
        >
            <List size="sm" spacing={4}>
                {faults.map((fault) => (
                    <List.Item key={fault.code + fault.message} lang="en">
                        {fault.message}
                    </List.Item>
                ))}
            </List>
        </Alert>
    );
}
