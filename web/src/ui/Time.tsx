import { useEffect, useReducer } from 'react';
import { formatRelative, useFormat } from './format';

/** A moment: as "3 hours ago" with the exact time on hover, or the other way round. */
export function Time({ value, exact = false }: { value: string | null | undefined; exact?: boolean }) {
    const format = useFormat();
    const [, lookAgain] = useReducer((times: number) => times + 1, 0);
    useEffect(() => {
        const timer = setInterval(lookAgain, 60_000);
        return () => clearInterval(timer);
    }, []);
    if (!value) return <span>–</span>;
    const absolute = format.time(value);
    const relative = formatRelative(value, Date.now(), format.locale);
    return (
        <time dateTime={value} title={exact ? relative : absolute} className="number">
            {exact ? absolute : relative}
        </time>
    );
}

export function Day({ value }: { value: string | null | undefined }) {
    const format = useFormat();
    if (!value) return <span>–</span>;
    return (
        <time dateTime={value} className="number">
            {format.date(value)}
        </time>
    );
}
