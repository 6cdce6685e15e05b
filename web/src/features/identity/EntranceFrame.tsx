import { Trans } from '@lingui/react/macro';
import { Box, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { TextLink } from '@/ui/links';
import { usePageTitle } from '@/ui/PageHeader';

/** The pages before one is signed in: one column, one task. */
export function EntranceFrame(props: {
    title: string;
    description?: ReactNode;
    children: ReactNode;
    below?: ReactNode;
}) {
    usePageTitle(props.title);
    return (
        <Box maw={440} mx="auto" mt={{ base: 0, sm: 40 }}>
            <Paper p={{ base: 'md', xs: 'xl' }}>
                <Stack gap="md">
                    <div>
                        <Title order={1} fz="xl">
                            {props.title}
                        </Title>
                        {props.description && (
                            <Text c="dimmed" mt={4}>
                                {props.description}
                            </Text>
                        )}
                    </div>
                    {props.children}
                </Stack>
            </Paper>
            {props.below && (
                <Text ta="center" mt="md" size="sm" component="div">
                    {props.below}
                </Text>
            )}
        </Box>
    );
}

/** Where nothing is left to do there. */
export function ToCatalogue() {
    return (
        <TextLink to="/" underline="always">
            <Trans>To the catalogue</Trans>
        </TextLink>
    );
}
