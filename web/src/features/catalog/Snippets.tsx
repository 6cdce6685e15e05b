import { Trans, useLingui } from '@lingui/react/macro';
import { Group, Tabs, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Product } from '@/api/types';
import { platformQuery } from '@/shell/Footer';
import { CopyButton } from '@/ui/CopyField';
import css from './product.module.css';
import { type SnippetModel, snippetsOf } from './snippets_of';

/** The first call, ready to copy. */
export function Snippets({ product }: { product: Product }) {
    const platform = useQuery(platformQuery()).data;
    const model = product.ai_models[0];
    if (!platform || !model) return null;
    return (
        <section aria-labelledby="snippets">
            <Title order={2} id="snippets" mb="sm">
                <Trans>Call it</Trans>
            </Title>
            <SnippetTabs apiUrl={platform.api_url} model={model} />
        </section>
    );
}

export function SnippetTabs({
    apiUrl,
    model,
    apiKey,
}: {
    apiUrl: string;
    model: SnippetModel;
    apiKey?: string;
}) {
    const { t } = useLingui();
    const snippets = snippetsOf(apiUrl, model, apiKey);
    return (
        <Tabs defaultValue={snippets[0]?.name} keepMounted={false}>
            <Tabs.List aria-label={t`Programming language`}>
                {snippets.map(({ name }) => (
                    <Tabs.Tab key={name} value={name}>
                        {name}
                    </Tabs.Tab>
                ))}
            </Tabs.List>
            {snippets.map(({ name, code }) => (
                <Tabs.Panel key={name} value={name} pt="sm">
                    <pre className={css.code} tabIndex={0}>
                        {code}
                    </pre>
                    <Group mt="xs" justify="flex-end">
                        <CopyButton value={code} label={name} size="xs" />
                    </Group>
                </Tabs.Panel>
            ))}
        </Tabs>
    );
}
