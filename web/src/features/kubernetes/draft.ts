// What is typed into a configuration, beside what is saved of it: key by key, so that changes of two
// people at different places both stay, and at the same place both are shown.
import type { Configuration } from '@/api/types';

export type Values = Record<string, unknown>;

const PLACE = ['cluster_id', 'namespace', 'release_name'] as const;
const ANSWER = 'answers.';

export const answerKey = (path: string) => ANSWER + path;

export function valuesOf(configuration: Configuration): Values {
    const answers = (configuration.answers ?? {}) as Values;
    return {
        ...Object.fromEntries(PLACE.map((name) => [name, configuration[name]])),
        ...Object.fromEntries(Object.entries(answers).map(([path, value]) => [answerKey(path), value])),
    };
}

/** Nothing, an empty text and an empty list are the same: not answered. */
const isEmpty = (value: unknown) =>
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
export const isSame = (a: unknown, b: unknown) =>
    (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);

export const changedKeys = (base: Values, mine: Values) =>
    [...new Set([...Object.keys(base), ...Object.keys(mine)])].filter((key) => !isSame(base[key], mine[key]));

export interface Merged {
    values: Values;
    /** Where both changed the same: what the other wrote. */
    conflicts: Values;
}

/** What I typed stays; what only the other changed is taken over. */
export function merge(base: Values, mine: Values, theirs: Values): Merged {
    const values = { ...theirs };
    const conflicts: Values = {};
    for (const key of changedKeys(base, mine)) {
        values[key] = mine[key];
        if (!isSame(theirs[key], base[key]) && !isSame(theirs[key], mine[key])) conflicts[key] = theirs[key];
    }
    return { values, conflicts };
}

/** The body of a PATCH; keys in `bad` stay as they are saved. */
export function changeOf(base: Values, mine: Values, bad: (key: string) => boolean) {
    const keys = changedKeys(base, mine).filter((key) => !bad(key));
    const place = PLACE.filter((name) => keys.includes(name) && !isEmpty(mine[name]));
    const next = { ...base, ...Object.fromEntries(keys.map((key) => [key, mine[key]])) };
    const answers = Object.entries(next)
        .filter(([key, value]) => key.startsWith(ANSWER) && !isEmpty(value))
        .map(([key, value]) => [key.slice(ANSWER.length), value]);
    return {
        ...Object.fromEntries(place.map((name) => [name, String(mine[name])])),
        ...(keys.some((key) => key.startsWith(ANSWER))
            ? { answers: Object.fromEntries(answers) as Values }
            : {}),
    };
}
