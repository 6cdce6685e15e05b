// What a webhook hears of: starts of kinds that have a box of their own, and others as one types them.

export const EVERYTHING = '*';

/** With a box each. */
export const STARTS = [
    'order.*',
    'subscription.*',
    'ai_key.*',
    'request.*',
    'lead.*',
    'quote.*',
    'workload.*',
    'cluster.*',
    'product.*',
    'revision.*',
];

export interface WebhookValues {
    name: string;
    url: string;
    isEverything: boolean;
    starts: string[];
    others: string;
    isForAll: boolean;
}

export const noValues: WebhookValues = {
    name: '',
    url: '',
    isEverything: false,
    starts: [],
    others: '',
    isForAll: false,
};

const wordsOf = (text: string) => text.split(/[\s,;]+/).filter(Boolean);

/** The kinds as the API has them. */
export function eventsOf(values: WebhookValues): string[] {
    if (values.isEverything) return [EVERYTHING];
    return [...new Set([...values.starts, ...wordsOf(values.others)])];
}

export function valuesOf(webhook: { name: string; url: string; events: string[] }): WebhookValues {
    return {
        ...noValues,
        name: webhook.name,
        url: webhook.url,
        isEverything: webhook.events.includes(EVERYTHING),
        starts: webhook.events.filter((kind) => STARTS.includes(kind)),
        others: webhook.events.filter((kind) => kind !== EVERYTHING && !STARTS.includes(kind)).join(', '),
    };
}

const KIND = /^([a-z_]+\.(\*|[a-z_]+))$/;

/** The first of the typed words that is no kind of event. */
export const wrongKind = (values: WebhookValues) =>
    values.isEverything ? undefined : wordsOf(values.others).find((word) => !KIND.test(word));
