import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of the page, with the link to all that it is about. */
export function Part(props: { id: string; title: string; more?: ReactNode; children: ReactNode }) {
    return (
        <section aria-labelledby={props.id}>
            <Group justify="space-between" mb="sm">
                <Title order={2} id={props.id}>
                    {props.title}
                </Title>
                {props.more}
            </Group>
            {props.children}
        </section>
    );
}

/** What something is, with what else is to be said of it below. */
export function TwoLines({ first, second }: { first: ReactNode; second: ReactNode }) {
    return (
        <Stack gap={0} style={{ overflowWrap: 'anywhere' }}>
            <span>{first}</span>
            <Text size="xs" c="dimmed">
                {second}
            </Text>
        </Stack>
    );
}
