// Short news at the edge of the page. Their code comes with the first of them.
import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useSyncExternalStore } from 'react';

let hasToasts = false;
const listeners = new Set<() => void>();

/** Says that something was done. Failures stand where they happened instead: see Problem. */
export async function toast(message: string): Promise<void> {
    hasToasts = true;
    for (const listener of listeners) listener();
    const { notifications } = await import('@mantine/notifications');
    notifications.show({
        message,
        withBorder: true,
        closeButtonProps: { 'aria-label': i18n._(msg`Close`) },
    });
}

export function useHasToasts(): boolean {
    return useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => hasToasts,
    );
}
