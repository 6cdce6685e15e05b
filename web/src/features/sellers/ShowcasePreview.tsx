import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import type { OwnSeller } from '@/api/types';
import { SellerCompany } from '@/features/catalog/SellerCompany';
import { SellerContact } from '@/features/catalog/SellerContact';
import type { Language } from '@/i18n/language';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { Logo } from '@/ui/Logo';
import { Markdown } from '@/ui/Markdown';
import type { Showcase } from './showcase';

/** The page as visitors will see it, in the person's language where the text is written in it. */
export function ShowcasePreview({ seller, showcase }: { seller: OwnSeller; showcase: Showcase }) {
    const { t } = useLingui();
    const { locale } = useFormat();
    const { about } = showcase;
    const written = (Object.keys(about) as Language[]).filter((one) => about[one].trim());
    const language = written.find((one) => one === locale) ?? written[0];
    const html = usePreview(language ? about[language] : '');
    const shown = {
        ...seller,
        name: showcase.name,
        website: showcase.website,
        contact_email: showcase.contact_email,
        support_email: showcase.support_email,
        support_url: showcase.support_url || null,
    };
    return (
        <section aria-label={t`Preview`}>
            <Text size="sm" c="dimmed" mb="xs">
                <Trans>So visitors will see it</Trans>
            </Text>
            <Paper p="lg" withBorder>
                <Group gap="sm" mb="md" wrap="nowrap">
                    {showcase.logo ? (
                        <img
                            src={showcase.logo}
                            alt=""
                            width={40}
                            height={40}
                            style={{ objectFit: 'contain' }}
                        />
                    ) : (
                        <Logo name={showcase.name} digest={showcase.logo_digest || null} size={40} />
                    )}
                    <Title order={2} style={{ overflowWrap: 'anywhere' }}>
                        {showcase.name}
                    </Title>
                </Group>
                <Stack gap="lg">
                    {html && <Markdown html={html} {...(language ? { language } : {})} />}
                    <SellerContact seller={shown} />
                    <SellerCompany seller={shown} level={3} />
                </Stack>
            </Paper>
        </section>
    );
}

/** The text as the server will show it, a moment after the last letter. */
function usePreview(text: string): string {
    const { organizationId } = useActing();
    const [settled] = useDebouncedValue(text, 250);
    const { data } = useQuery({
        queryKey: [organizationId, '/v1/markdown-previews', settled],
        queryFn: async () =>
            bodyOf(
                await client.POST('/v1/markdown-previews', {
                    headers: forOrganization(organizationId),
                    body: { text: settled },
                }),
            ).html,
        enabled: settled.trim() !== '',
        staleTime: Number.POSITIVE_INFINITY,
        placeholderData: keepPreviousData,
    });
    return settled.trim() ? (data ?? '') : '';
}
