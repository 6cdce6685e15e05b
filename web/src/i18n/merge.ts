import type { Messages } from '@lingui/core';

/** One catalogue of those of all folders. */
export function merge(modules: Record<string, unknown>): Messages {
    const all = Object.values(modules) as { messages: Messages }[];
    return Object.assign({}, ...all.map((module) => module.messages)) as Messages;
}
