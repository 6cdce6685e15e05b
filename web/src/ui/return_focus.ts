import { useEffect, useState } from 'react';

/**
 * For a dialog that is there only while it is open: when it goes, the focus goes back to what had it before, or to
 * the content if that is gone, unless something else took it meanwhile, such as the next page.
 */
export function useReturnFocus(): void {
    const [before] = useState(() => document.activeElement);
    useEffect(
        () => () => {
            const isTaken = document.activeElement && document.activeElement !== document.body;
            if (isTaken) return;
            if (before instanceof HTMLElement && before.isConnected) before.focus();
            else document.getElementById('main')?.focus({ preventScroll: true });
        },
        [before],
    );
}
