import { useLingui } from '@lingui/react/macro';
import { ActionIcon, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Icon } from '@/ui/icons';
import { useCatalogState } from './catalog_state';

/** Finds while one types, typing errors included. */
export function CatalogSearchField() {
    const { t } = useLingui();
    const { search, set } = useCatalogState();
    const now = search.q ?? '';
    const [text, setText] = useState(now);
    useEffect(() => setText(now), [now]);
    const write = useDebouncedCallback((q: string) => void set({ q: q.trim() || undefined }, true), 200);
    const change = (value: string) => {
        setText(value);
        write(value);
    };
    return (
        <search>
            <TextInput
                type="search"
                size="md"
                mt="sm"
                maw={640}
                aria-label={t`Search the catalogue`}
                placeholder={t`Search by name, seller or purpose`}
                leftSection={<Icon name="search" />}
                value={text}
                onChange={(event) => change(event.currentTarget.value)}
                rightSection={
                    text && (
                        <ActionIcon
                            variant="subtle"
                            color="gray"
                            aria-label={t`Clear`}
                            onClick={() => change('')}
                        >
                            <Icon name="close" size={14} />
                        </ActionIcon>
                    )
                }
            />
        </search>
    );
}
