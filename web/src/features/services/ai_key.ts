import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { forget } from '@/api/query';
import type { AiKey } from '@/api/types';
import { useActing } from '@/shell/session';
import type { ProblemTexts } from '@/ui/problem_texts';

export interface AiKeyValues {
    name: string;
    models: string[];
    requests_per_minute: string | number;
    tokens_per_minute: string | number;
    expires_on: string;
}

export const emptyKey: AiKeyValues = {
    name: '',
    models: [],
    requests_per_minute: '',
    tokens_per_minute: '',
    expires_on: '',
};

/** What is sent of the form: limits that were not given are left out; a key works until its last day ends. */
export function bodyOfKey(key: AiKeyValues) {
    const limit = (value: string | number) => (value === '' ? undefined : Number(value));
    return {
        name: key.name.trim(),
        ...(key.models.length > 0 ? { models: key.models } : {}),
        requests_per_minute: limit(key.requests_per_minute),
        tokens_per_minute: limit(key.tokens_per_minute),
        expires_at: key.expires_on ? new Date(`${key.expires_on}T23:59:59`).toISOString() : undefined,
    };
}

const lastDay = (time: string | null) => {
    if (!time) return '';
    const date = new Date(time);
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** What the form says of a key that there is. */
export const formOfKey = (key: AiKey): AiKeyValues => ({
    name: key.name,
    models: key.models,
    requests_per_minute: key.requests_per_minute || '',
    tokens_per_minute: key.tokens_per_minute || '',
    expires_on: lastDay(key.expires_at),
});

/** The faults by the form's fields; that a name is taken is one of the name. */
export function faultsOfKey(error: unknown, texts: ProblemTexts): Record<string, string> {
    if (!(error instanceof ApiProblem)) return {};
    const { expires_at, ...rest } = texts.fields(error);
    const model = Object.keys(rest).find((field) => field.startsWith('models['));
    return {
        ...rest,
        ...(model ? { models: rest[model] } : {}),
        ...(expires_at ? { expires_on: expires_at } : {}),
        ...(error.code === 'name_taken' ? { name: texts.problem(error.problem) } : {}),
    };
}

export function useCreateKey(subscriptionId: string) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return useMutation({
        mutationFn: async (key: AiKeyValues) =>
            bodyOf(
                await client.POST('/v1/subscriptions/{id}/keys', {
                    params: { path: { id: subscriptionId } },
                    headers: forOrganization(organizationId),
                    body: bodyOfKey(key),
                }),
            ),
        onSuccess: () => forget(queries, '/v1/subscriptions'),
    });
}

/** What every call about a key that there is says, and does after. */
export function useKeyCall(key: AiKey) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        at: {
            params: { path: { id: key.subscription_id, key_id: key.id } },
            headers: forOrganization(organizationId),
        },
        onSuccess: () => forget(queries, '/v1/subscriptions'),
    };
}

export type KeyCall = ReturnType<typeof useKeyCall>;

export function useChangeKey(key: AiKey, call: KeyCall) {
    return useMutation({
        mutationFn: async (wanted: AiKeyValues) => {
            const body = bodyOfKey(wanted);
            const isSameDay = wanted.expires_on === formOfKey(key).expires_on;
            return bodyOf(
                await client.PUT('/v1/subscriptions/{id}/keys/{key_id}', {
                    ...call.at,
                    // A program may have set an hour, which the form does not show.
                    body: { ...body, expires_at: isSameDay ? key.expires_at : body.expires_at },
                }),
            );
        },
        onSuccess: call.onSuccess,
    });
}
