import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Paper, Stack, Text } from '@mantine/core';
import type { TestCall } from '@/api/types';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';

const stateOf = (call: TestCall) =>
    call.state === 'waiting' ? 'under_way' : call.problem ? 'failed' : 'succeeded';

/** What came of small calls of a model, one for each of its upstreams. */
export function TestCalls({ calls }: { calls: TestCall[] }) {
    return (
        <Stack gap="sm">
            {calls.map((call) => (
                <Call key={call.id} call={call} />
            ))}
        </Stack>
    );
}

function Call({ call }: { call: TestCall }) {
    const { t } = useLingui();
    const format = useFormat();
    const hasTokens = call.tokens_in + call.tokens_out > 0;
    return (
        <Paper p="md" component="article" aria-label={t`Test call of ${call.model_name}`}>
            <Stack gap="sm">
                <Group gap="sm">
                    <Status state={stateOf(call)} />
                    <Text size="sm" fw={500}>
                        <Trans>
                            {call.model_name}, <Time value={call.requested_at} exact />
                        </Trans>
                    </Text>
                </Group>
                {call.problem && (
                    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                        {call.problem}
                    </Text>
                )}
                <Facts
                    facts={[
                        [t`Answer`, call.answer && <Wide key="answer" text={call.answer} />],
                        [t`Address`, <Wide key="url" text={call.url} />],
                        [t`Its name there`, <Wide key="name" text={call.upstream_model} />],
                        [t`Tried`, call.capability],
                        [t`Status`, call.status > 0 && call.status],
                        [t`Took`, call.status > 0 && t`${format.number(call.latency_ms)} ms`],
                        [t`Tokens`, hasTokens && t`${call.tokens_in} in, ${call.tokens_out} out`],
                        [t`By`, call.requested_by_name],
                    ]}
                />
                {!call.is_current && (
                    <Text size="sm" c="dimmed">
                        <Trans>The upstream was changed since; call it again.</Trans>
                    </Text>
                )}
            </Stack>
        </Paper>
    );
}

function Wide({ text }: { text: string }) {
    return <span style={{ overflowWrap: 'anywhere' }}>{text}</span>;
}
