// What a usage report shows as a chart: a bar a day, made of the largest parts and the rest.
import type { UsageRow } from '@/api/types';
import type { Series } from '@/ui/Chart';

export type Group = 'day' | 'key' | 'model' | 'subscription';
export type Measure = 'cost' | 'tokens';

const LARGEST = 3; // parts with a colour of their own

export const tokensOf = (row: { tokens_in: number; tokens_out: number }) => row.tokens_in + row.tokens_out;

/** What the row is about: its id, and its name for people. */
export function subjectOf(row: UsageRow, group: Group): { id: string; name: string } {
    const [id, name] = {
        day: [row.day, row.day],
        key: [row.ai_key_id, row.ai_key_name],
        model: [row.model, row.model],
        subscription: [row.subscription_id, row.subscription_name],
    }[group];
    return { id: id ?? '', name: name ?? id ?? '' };
}

/** Rows by day and group as series over the days; `rest` names what is not among the largest. */
export function seriesOf(
    rows: UsageRow[],
    days: string[],
    group: Group,
    measure: (row: UsageRow) => number,
    rest: string,
): Series[] {
    const places = new Map(days.map((day, at) => [day, at]));
    const parts = new Map<string, { label: string; sum: number; values: number[] }>();
    for (const row of rows) {
        const at = places.get(row.day ?? '');
        if (at === undefined) continue;
        const { id, name } = subjectOf(row, group);
        const part = parts.get(id) ?? { label: name, sum: 0, values: days.map(() => 0) };
        part.values[at] = (part.values[at] ?? 0) + measure(row);
        part.sum += measure(row);
        parts.set(id, part);
    }
    const sorted = [...parts.values()].sort((a, b) => b.sum - a.sum);
    const shown = sorted.slice(0, sorted.length > LARGEST + 1 ? LARGEST : LARGEST + 1);
    const others = sorted.slice(shown.length);
    if (others.length > 0)
        shown.push({
            label: rest,
            sum: 0,
            values: days.map((_, at) => others.reduce((sum, part) => sum + (part.values[at] ?? 0), 0)),
        });
    return shown.map(({ label, values }) => ({ label, values }));
}
