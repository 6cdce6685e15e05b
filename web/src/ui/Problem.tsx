import { Trans } from '@lingui/react/macro';
import { Alert, Anchor, Button, Group, List, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ApiProblem, problemOf } from '@/api/problem';
import { Icon } from './icons';
import { useProblemTexts } from './problem_texts';

/** What the server refused, as a summary; each fault leads to its field. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
    const texts = useProblemTexts();
    const box = useRef<HTMLDivElement>(null);
    useEffect(() => {
        if (error) box.current?.focus();
    }, [error]);
    if (!error) return null;
    const problem = problemOf(error);
    const isOffline = error instanceof ApiProblem && error.isOffline;
    const isOnlyFaults = problem.code === 'invalid_body';
    const faults = problem.errors.filter((fault) => isOnlyFaults || fault.message !== problem.detail);
    return (
        <Alert
            ref={box}
            tabIndex={-1}
            color="red"
            role="alert"
            icon={<Icon name="alert" />}
            title={texts.problem(problem)}
        >
            {isOffline && <Trans>Check your connection. What you typed is still here.</Trans>}
            {faults.length > 0 && (
                <List size="sm">
                    {faults.map((fault) => (
                        <List.Item key={fault.field + fault.code}>
                            <FieldLink field={fault.field} text={texts.fault(fault)} />
                        </List.Item>
                    ))}
                </List>
            )}
            {problem.status >= 500 && problem.request_id && (
                <Text size="xs" c="dimmed">
                    <Trans context="HTTP">Request {problem.request_id}</Trans>
                </Text>
            )}
            {onRetry && (
                <Group mt="xs">
                    <Button size="xs" variant="default" onClick={onRetry}>
                        <Trans>Try again</Trans>
                    </Button>
                </Group>
            )}
        </Alert>
    );
}

const inputOf = (field: string) => document.querySelector<HTMLInputElement>(`[name="${CSS.escape(field)}"]`);

function FieldLink({ field, text }: { field: string; text: string }) {
    if (!field) return text;
    const label = inputOf(field)?.labels?.[0]?.textContent?.replace(/\s*\*$/, '');
    return (
        <Anchor
            component="button"
            type="button"
            size="sm"
            ta="left"
            style={{ verticalAlign: 'top' }}
            underline="always"
            onClick={() => inputOf(field)?.focus()}
        >
            {label ? `${label}: ${text}` : text}
        </Anchor>
    );
}
