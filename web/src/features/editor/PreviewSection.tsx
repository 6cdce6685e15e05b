import { I18nProvider } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Paper, ScrollArea, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/api/query';
import type { Product } from '@/api/types';
import { ProductParts } from '@/features/catalog/ProductParts';
import { otherLanguage } from '@/i18n/language';
import { useActing } from '@/shell/session';
import { Logo } from '@/ui/Logo';
import { Problem } from '@/ui/Problem';
import { TextOf } from '@/ui/TextOf';
import css from './editor.module.css';
import { LanguageTabs } from './fields';
import { useEditor } from './use_editor';

/** Whether there is room for the preview beside what is written, and whether it is wanted there. */
export function usePreviewBeside() {
    const isWide = useMediaQuery('(min-width: 87.5em)', false, { getInitialValueInEffect: false });
    const [isOpen, setOpen] = useLocalStorage({
        key: 'kontor.preview',
        defaultValue: true,
        getInitialValueInEffect: false,
    });
    return { isWide, isOpen, setOpen, isShown: isWide && isOpen };
}

/** The same beside the section that is being written. */
export function PreviewBeside() {
    const { t } = useLingui();
    return (
        <ScrollArea.Autosize
            className={css.beside}
            mah="calc(100vh - 80px)"
            viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t`As customers see it` }}
        >
            <Preview />
        </ScrollArea.Autosize>
    );
}

/** The same where there is no room beside. */
export function PreviewSection() {
    return (
        <>
            <LanguageTabs paths={[]} />
            <Preview />
        </>
    );
}

/** The page as customers will see it, in the language that is being written; it follows what is saved. */
function Preview() {
    const { draft, language } = useEditor();
    const { organizationId } = useActing();
    const { data: product, error } = useQuery({
        ...apiQuery('/v1/drafts/{id}/preview', { path: { id: draft.id }, organization: organizationId }),
        placeholderData: keepPreviousData,
    });
    const { data: i18n } = useQuery({
        queryKey: [null, `language ${language}`],
        queryFn: () => otherLanguage(language),
        staleTime: Number.POSITIVE_INFINITY,
        placeholderData: keepPreviousData,
    });
    if (error && !product) return <Problem error={error} />;
    if (!product || !i18n) return <Skeleton h={240} />;
    return (
        <I18nProvider i18n={i18n}>
            <Paper withBorder p="lg" lang={i18n.locale}>
                <Page product={product} />
            </Paper>
        </I18nProvider>
    );
}

function Page({ product }: { product: Product }) {
    return (
        <Stack gap={32}>
            <Stack gap={4}>
                <Group gap="sm" wrap="nowrap">
                    <Logo name={product.name} digest={product.logo_digest} size={40} />
                    <Title order={2} style={{ overflowWrap: 'anywhere' }}>
                        {product.name}
                    </Title>
                </Group>
                <Text size="sm" c="dimmed">
                    {product.product_version ? (
                        <Trans>
                            Provided by {product.seller.name} · version {product.product_version}
                        </Trans>
                    ) : (
                        <Trans>Provided by {product.seller.name}</Trans>
                    )}
                </Text>
                <Text c="dimmed">
                    <TextOf value={product.short_description} />
                </Text>
            </Stack>
            <ProductParts product={product} />
        </Stack>
    );
}
