import { useLingui } from '@lingui/react/macro';
import { Group, List, Loader, Progress, Stack, Text } from '@mantine/core';
import { Icon } from './icons';

export interface Step {
    label: string;
    state: 'waiting' | 'running' | 'done' | 'failed';
    detail?: string;
}

/** A long task, step by step; the events of the server keep it up to date. */
export function LiveProgress({ label, steps }: { label: string; steps: Step[] }) {
    const { t } = useLingui();
    const done = steps.filter((step) => step.state === 'done').length;
    const words = { waiting: t`waiting`, running: t`in progress`, done: t`done`, failed: t`failed` };
    return (
        <Stack gap="xs">
            <Progress.Root size="sm">
                <Progress.Section value={steps.length ? (100 * done) / steps.length : 0} aria-label={label} />
            </Progress.Root>
            <List listStyleType="none" spacing={4} aria-live="polite">
                {steps.map((step) => (
                    <List.Item key={step.label}>
                        <Group gap="xs" wrap="nowrap">
                            <StepSign state={step.state} />
                            <Text size="sm">{step.label}</Text>
                            <Text size="sm" c="dimmed">
                                {step.detail ?? words[step.state]}
                            </Text>
                        </Group>
                    </List.Item>
                ))}
            </List>
        </Stack>
    );
}

function StepSign({ state }: { state: Step['state'] }) {
    if (state === 'running') return <Loader size={14} aria-hidden />;
    return <Icon name={state === 'done' ? 'check' : state === 'failed' ? 'alert' : 'clock'} size={14} />;
}
