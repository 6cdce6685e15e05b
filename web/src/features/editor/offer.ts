// The document of a draft: an offer (offers/README.md) in whatever state of completeness. It is read and
// changed by paths such as "plans[1].name", the same that faults have.
import { isLanguage } from '@/i18n/language';

export type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value };
export type Thing = { [name: string]: Value };

/** What is edited: the name beside the document, and the document. */
export interface Said {
    name: string;
    document: Thing;
}

type Step = string | number;

/** "plans[1].name" is plans, 1, name. */
export const stepsOf = (path: string): Step[] =>
    path.split(/[.[]/).map((step) => (step.endsWith(']') ? Number(step.slice(0, -1)) : step));

export function valueAt(value: Value, path: string): Value {
    let at = value;
    for (const step of stepsOf(path)) {
        if (typeof at !== 'object' || at === null) return undefined;
        at = (at as Record<Step, Value>)[step];
    }
    return at;
}

const isNothing = (value: Value): boolean =>
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0);

function changed(value: Value, steps: Step[], to: Value): Value {
    const [step, ...rest] = steps;
    if (step === undefined) return to;
    if (typeof step === 'number') {
        const items = Array.isArray(value) ? [...value] : [];
        items[step] = changed(items[step], rest, to);
        return items;
    }
    const { [step]: old, ...others } = (typeof value === 'object' && value !== null ? value : {}) as Thing;
    const next = changed(old, rest, to);
    return isNothing(next) ? others : { ...others, [step]: next };
}

/** The document with another value there; what is empty is not there at all. */
export const withValue = (document: Thing, path: string, to: Value): Thing =>
    (changed(document, stepsOf(path), to) ?? {}) as Thing;

export const textAt = (value: Value, path: string): string => {
    const found = valueAt(value, path);
    return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : '';
};

export const itemsAt = (value: Value, path: string): Value[] => {
    const found = valueAt(value, path);
    return Array.isArray(found) ? found : [];
};

const isTexts = (value: Value): value is Thing =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    Object.keys(value).every((name) => isLanguage(name));

/** What two people can change without disturbing each other: fields, and of texts each language. */
export function partsOf({ name, document }: Said): Record<string, Value> {
    const parts: Record<string, Value> = { name };
    for (const [field, value] of Object.entries(document))
        if (isTexts(value))
            for (const [language, text] of Object.entries(value)) parts[`${field}.${language}`] = text;
        else parts[field] = value;
    return parts;
}

export function saidOf(parts: Record<string, Value>): Said {
    let document: Thing = {};
    for (const [path, value] of Object.entries(parts))
        if (path !== 'name') document = withValue(document, path, value);
    return { name: String(parts.name ?? ''), document };
}

export const isSame = (a: Value, b: Value) =>
    (isNothing(a) && isNothing(b)) || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

// The server gives members back in an order of its own.
function sorted(value: Value): Value {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, item]) => [name, sorted(item)]),
    );
}

export const isSameSaid = (a: Said, b: Said) => a.name === b.name && isSame(a.document, b.document);

// Things of a list, such as plans, are known by their names; none where two share one.
function byName(value: Value): Map<string, Value> | null {
    const items = Array.isArray(value) ? value : [];
    const named = new Map(items.map((item) => [textAt(item, 'name'), item]));
    return (value === undefined || Array.isArray(value)) && named.size === items.length && !named.has('')
        ? named
        : null;
}

const orderOf = (items: Map<string, Value>, among: Map<string, Value>) =>
    [...items.keys()].filter((name) => among.has(name));

/**
 * Lists that two changed, where nobody touched what the other did; else undefined, so also where I moved things.
 * In their order, mine last.
 */
function mergedItems(base: Value, mine: Value, theirs: Value): Value[] | undefined {
    const [before, own, other] = [byName(base), byName(mine), byName(theirs)];
    if (!before || !own || !other) return undefined;
    if (!isSame(orderOf(before, own), orderOf(own, before))) return undefined;
    for (const name of new Set([...before.keys(), ...own.keys()])) {
        const [was, is, isTheirs] = [before.get(name), own.get(name), other.get(name)];
        if (isSame(is, was)) continue;
        if (!isSame(isTheirs, was) && !isSame(isTheirs, is)) return undefined;
        if (is === undefined) other.delete(name);
        else other.set(name, is);
    }
    return [...other.values()];
}

/**
 * Somebody else saved `theirs` while I made `mine` of `base`. What only they changed is taken over, what only I
 * changed stays; where both did, mine stays and theirs is in `conflicts`, by path.
 */
export function merged(
    base: Said,
    mine: Said,
    theirs: Said,
): { said: Said; conflicts: Record<string, Value> } {
    const [before, own, other] = [partsOf(base), partsOf(mine), partsOf(theirs)];
    const parts = { ...other };
    const conflicts: Record<string, Value> = {};
    for (const path of new Set([...Object.keys(before), ...Object.keys(own)])) {
        if (isSame(own[path], before[path])) continue;
        parts[path] = own[path];
        if (isSame(other[path], before[path]) || isSame(other[path], own[path])) continue;
        const items = mergedItems(before[path], own[path], other[path]);
        if (items) parts[path] = items;
        else conflicts[path] = other[path];
    }
    return { said: saidOf(parts), conflicts };
}
