import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { onOtherTab, sessionEnd, setExpired, useIsExpired } from './session';

const WARNING = 120_000; // milliseconds before the end

/** What there is to say about the session: that it is over, or the seconds to its end; else null. */
export function useSessionWatch(isSignedIn: boolean): 'expired' | number | null {
    const queries = useQueryClient();
    const isExpired = useIsExpired();
    const [left, setLeft] = useState<number | null>(null);
    const isWatched = isSignedIn && !isExpired;

    useEffect(() => onOtherTab(() => void queries.invalidateQueries()), [queries]);
    useEffect(() => {
        if (!isWatched) return;
        const timer = setInterval(() => {
            const rest = sessionEnd() - Date.now();
            setLeft(rest < WARNING ? Math.max(0, Math.ceil(rest / 1000)) : null);
            if (rest <= 0) setExpired(true);
        }, 1000);
        return () => clearInterval(timer);
    }, [isWatched]);

    if (!isSignedIn) return null;
    return isExpired ? 'expired' : left;
}
