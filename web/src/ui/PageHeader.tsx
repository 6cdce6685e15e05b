import { useLingui } from '@lingui/react/macro';
import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';

export interface Crumb {
    label: string;
    link: LinkProps;
}

/** The title of the window: the page's, then the marketplace's. */
export function usePageTitle(title: string): void {
    useEffect(() => {
        document.title = title ? `${title} · Kontor` : 'Kontor';
    }, [title]);
}

/** The head of every page: where one is, what it is, what one can do. */
export function PageHeader(props: {
    title: string;
    crumbs?: Crumb[];
    description?: ReactNode;
    logo?: ReactNode;
    status?: ReactNode;
    actions?: ReactNode;
}) {
    const { t } = useLingui();
    usePageTitle(props.title);
    return (
        <Stack gap={4} mb="lg">
            {props.crumbs && (
                <nav aria-label={t`Breadcrumbs`}>
                    <Breadcrumbs
                        separatorMargin={6}
                        mb={6}
                        styles={{
                            root: { flexWrap: 'wrap' },
                            breadcrumb: { lineHeight: 1.55, whiteSpace: 'normal', overflowWrap: 'anywhere' },
                        }}
                    >
                        {props.crumbs.map((crumb) => (
                            <Anchor
                                key={crumb.label}
                                size="sm"
                                c="dimmed"
                                renderRoot={(root: Record<string, unknown>) => (
                                    <Link {...crumb.link} {...root} />
                                )}
                            >
                                {crumb.label}
                            </Anchor>
                        ))}
                        <Text size="sm" aria-current="page">
                            {props.title}
                        </Text>
                    </Breadcrumbs>
                </nav>
            )}
            <Group justify="space-between" align="flex-start" gap="sm">
                <Stack gap={4} flex="1 1 20rem" miw={0}>
                    <Group gap="sm" align="center">
                        {props.logo}
                        <Title order={1}>{props.title}</Title>
                        {props.status}
                    </Group>
                    {props.description && (
                        <Text c="dimmed" maw="70ch">
                            {props.description}
                        </Text>
                    )}
                </Stack>
                {props.actions && <Group gap="xs">{props.actions}</Group>}
            </Group>
        </Stack>
    );
}
