import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { readVersioned } from '@/api/text';
import type { Configuration } from '@/api/types';
import { useActing } from '@/shell/session';
import { Problem } from '@/ui/Problem';

/** The same answers as the chart's values. */
export function ConfigurationValues(props: { configuration: Configuration; isReadOnly: boolean }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { data, error, refetch } = useQuery({
        queryKey: [organizationId, `/v1/configurations/${props.configuration.id}/values.yaml`],
        queryFn: ({ queryKey, signal }) => readVersioned(queryKey[1] as string, organizationId, signal),
    });
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    if (!data) return <Skeleton h={240} aria-label={t`Loading`} />;
    return <Editor {...props} start={data} key={data.version} />;
}

function Editor(props: {
    configuration: Configuration;
    isReadOnly: boolean;
    start: { text: string; version: string };
}) {
    const { configuration, isReadOnly, start } = props;
    const { t } = useLingui();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const [text, setText] = useState(start.text);
    const save = useMutation({
        mutationFn: () =>
            client.PUT('/v1/configurations/{id}/values', {
                params: { path: { id: configuration.id }, header: { 'If-Match': start.version } },
                headers: { ...forOrganization(organizationId), 'Content-Type': 'application/yaml' },
                body: text,
                bodySerializer: (body: unknown) => body as string,
            } as never),
        onSuccess: () => forget(queries, '/v1/configurations'),
    });
    return (
        <Stack gap="xs">
            <Problem error={save.error} />
            <Textarea
                label={t`Values`}
                description={t`Confidential ones are not among them. What the form does not have is refused.`}
                value={text}
                readOnly={isReadOnly}
                onChange={(event) => setText(event.currentTarget.value)}
                autosize
                minRows={10}
                maxRows={30}
                spellCheck={false}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
            {!isReadOnly && (
                <Group>
                    <Button
                        disabled={text === start.text}
                        loading={save.isPending}
                        onClick={() => save.mutate()}
                    >
                        <Trans>Use these values</Trans>
                    </Button>
                    {text !== start.text && (
                        <Text size="sm" c="dimmed" role="status">
                            <Trans>Not saved yet</Trans>
                        </Text>
                    )}
                </Group>
            )}
        </Stack>
    );
}
