import { useHotkeys } from '@mantine/hooks';
import { useSyncExternalStore } from 'react';

let isOpen = false;
const listeners = new Set<() => void>();

function set(value: boolean): void {
    isOpen = value;
    for (const listener of listeners) listener();
}

export const openPalette = () => set(true);
const close = () => set(false);

/** The command palette: opened by Ctrl-K and by the search field of the top bar. */
export function usePalette() {
    const shown = useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => isOpen,
    );
    useHotkeys([['mod+K', openPalette]], [], true);
    return { isOpen: shown, close };
}
