import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';

/** Nothing is here: why, and the way on. */
export function EmptyState(props: {
    icon?: IconName;
    title: string;
    /** Where it is the whole page, its title is the page's. */
    isPage?: boolean;
    children?: ReactNode;
    action?: ReactNode;
}) {
    return (
        <Stack align="center" gap="xs" py={40} px="md" ta="center">
            <Text c="dimmed" component="span" lh={0}>
                <Icon name={props.icon ?? 'box'} size={28} />
            </Text>
            <Title order={props.isPage ? 1 : 2} fz="md">
                {props.title}
            </Title>
            {props.children && (
                <Text c="dimmed" maw="52ch">
                    {props.children}
                </Text>
            )}
            {props.action}
        </Stack>
    );
}
