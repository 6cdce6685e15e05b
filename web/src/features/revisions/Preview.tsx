import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Product } from '@/api/types';
import { ProductParts } from '@/features/catalog/ProductParts';
import { Logo } from '@/ui/Logo';
import { Problem } from '@/ui/Problem';
import { TextOf } from '@/ui/TextOf';
import { type Side, usePreview } from './revision';

/** The product as its page will show it with this revision. */
export function Preview({ side, revisionId }: { side: Side; revisionId: string }) {
    const [isOpen, setOpen] = useState(false);
    return (
        <section aria-labelledby="preview">
            <Group justify="space-between" mb="sm">
                <Title order={2} id="preview">
                    <Trans>As customers see it</Trans>
                </Title>
                <Button variant="default" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
                    {isOpen ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
                </Button>
            </Group>
            {isOpen && <Page side={side} revisionId={revisionId} />}
        </section>
    );
}

function Page({ side, revisionId }: { side: Side; revisionId: string }) {
    const { t } = useLingui();
    const { data: product, error, refetch } = usePreview(side, revisionId);
    if (error) return <Problem error={error} onRetry={() => refetch()} />;
    if (!product) return <Skeleton h={320} aria-label={t`Loading`} />;
    return (
        <Paper p="md">
            <Whole product={product} />
        </Paper>
    );
}

function Whole({ product }: { product: Product }) {
    return (
        <Stack gap={40}>
            <Group gap="sm" wrap="nowrap" align="flex-start">
                <Logo name={product.name} digest={product.logo_digest} size={40} />
                <div>
                    <Text fw={600} fz="lg">
                        {product.name}
                    </Text>
                    <Text c="dimmed">
                        <TextOf value={product.short_description} />
                    </Text>
                </div>
            </Group>
            <ProductParts product={product} />
        </Stack>
    );
}
