// Saves a draft by itself, a moment after the last change, and brings in what colleagues change.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { apiQuery, forget } from '@/api/query';
import type { Configuration, NewLicence } from '@/api/types';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { answerKey, changeOf, merge, type Values, valuesOf } from './draft';
import { faultOf, type FormField } from './form_field';

const PAUSE = 700; // milliseconds after the last key

interface State {
    version: number;
    /** What is saved. */
    base: Values;
    mine: Values;
    conflicts: Values;
    /** Confidential answers that are not sent yet. */
    secrets: Record<string, string>;
    /** All that were typed here; the server shows none. */
    typed: Record<string, string>;
    licence: NewLicence | null;
    /** What the server refused, by key, until it is changed. */
    refused: Record<string, string>;
}

const stateOf = (configuration: Configuration): State => ({
    version: configuration.version,
    base: valuesOf(configuration),
    mine: valuesOf(configuration),
    conflicts: {},
    secrets: {},
    typed: {},
    licence: null,
    refused: {},
});

function withTheirs(state: State, configuration: Configuration): State {
    const base = valuesOf(configuration);
    const { values, conflicts } = merge(state.base, state.mine, base);
    return {
        ...state,
        version: configuration.version,
        base,
        mine: values,
        conflicts: { ...state.conflicts, ...conflicts },
    };
}

const without = (texts: Record<string, string>, key: string) =>
    Object.fromEntries(Object.entries(texts).filter(([name]) => name !== key));

interface Sent {
    body: ReturnType<typeof changeOf>;
    secrets: Record<string, string>;
    licence: NewLicence | null;
    version: number;
}

/** What was sent is no change of one's own any more. */
function afterSaving(state: State, configuration: Configuration, sent: Sent): State {
    const secrets = Object.entries(state.secrets).filter(([path, text]) => sent.secrets[path] !== text);
    return {
        ...state,
        version: configuration.version,
        base: valuesOf(configuration),
        secrets: Object.fromEntries(secrets),
        licence: state.licence === sent.licence ? null : state.licence,
    };
}

export type Draft = ReturnType<typeof useDraft>;

/** What a field of the form needs to know of what it belongs to. */
export type Fields = Pick<Draft, 'values' | 'faults' | 'secretText' | 'set' | 'setSecret'>;

export function useDraft(configuration: Configuration, fields: FormField[], isReadOnly: boolean) {
    const { organizationId } = useActing();
    const format = useFormat();
    const queries = useQueryClient();
    const [state, setState] = useState(() => stateOf(configuration));
    const path = { id: configuration.id };
    const save = useMutation({
        mutationFn: async ({ body, secrets, licence, version }: Sent) =>
            bodyOf(
                await client.PATCH('/v1/configurations/{id}', {
                    params: { path, header: { 'If-Match': `"v${version}"` } },
                    headers: forOrganization(organizationId),
                    body: {
                        ...body,
                        ...(Object.keys(secrets).length > 0 ? { confidential: secrets } : {}),
                        ...(licence ? { licence } : {}),
                    },
                }),
            ),
        onSuccess: (saved, sent) => {
            queries.setQueryData(
                apiQuery('/v1/configurations/{id}', { path, organization: organizationId }).queryKey,
                (before) => before && { ...before, ...saved },
            );
            setState((before) => afterSaving(before, saved, sent));
            void forget(queries, `/v1/configurations/${configuration.id}/`);
        },
        onError: async (error) => {
            if (!(error instanceof ApiProblem)) return;
            if (error.code === 'edited_meanwhile') await forget(queries, '/v1/configurations');
            const refused = error.problem.errors.map((one) => [one.field, one.message]);
            setState((before) => ({
                ...before,
                licence: error.problem.errors.some((one) => one.field.startsWith('licence'))
                    ? null
                    : before.licence,
                refused: { ...before.refused, ...Object.fromEntries(refused) },
            }));
        },
    });
    // Somebody else saved a newer version: it came with the events, or after a refused save.
    if (configuration.version > state.version && !save.isPending) setState(withTheirs(state, configuration));

    const faults: Record<string, string> = { ...state.refused };
    for (const field of fields) {
        const key = answerKey(field.path);
        const fault = faultOf(field, state.mine[key], format);
        if (fault) faults[key] = fault;
    }
    const body = changeOf(state.base, state.mine, (key) => key in faults);
    const secrets = Object.fromEntries(
        Object.entries(state.secrets).filter(([one]) => !(`confidential.${one}` in faults)),
    );
    const isDirty = Object.keys(body).length > 0 || Object.keys(secrets).length > 0 || state.licence !== null;
    const isStuck = save.isError && !isRepeatable(save.error);
    const { mutate, isPending } = save;
    const next = JSON.stringify([body, secrets, state.version]);
    useEffect(() => {
        if (!isDirty || isPending || isStuck || isReadOnly) return;
        const timer = setTimeout(
            () => mutate({ body, secrets, licence: state.licence, version: state.version }),
            PAUSE,
        );
        return () => clearTimeout(timer);
        // eslint-disable-next-line react-hooks/exhaustive-deps -- `next` is what body and secrets are made of
    }, [next, state.licence, isDirty, isPending, isStuck, isReadOnly, mutate]);

    const change = (part: (before: State) => Partial<State>) => {
        if (save.isError) save.reset();
        setState((before) => ({ ...before, ...part(before) }));
    };
    return {
        values: state.mine,
        secretText: state.typed,
        faults,
        conflicts: state.conflicts,
        isDirty,
        isSaving: isPending,
        error: isStuck ? save.error : null,
        retry: () => save.reset(),
        set: (key: string, value: unknown) =>
            change((before) => ({
                mine: { ...before.mine, [key]: value },
                refused: without(before.refused, key),
            })),
        setSecret: (one: string, text: string) =>
            change((before) => ({
                secrets: { ...before.secrets, [one]: text },
                typed: { ...before.typed, [one]: text },
                refused: without(before.refused, `confidential.${one}`),
            })),
        setLicence: (licence: NewLicence) =>
            change((before) => ({ licence, refused: without(before.refused, 'licence') })),
        /** Ends a conflict: with what the other wrote, or with what stands there. */
        settle: (key: string, isTheirs: boolean) =>
            change((before) => ({
                conflicts: Object.fromEntries(
                    Object.entries(before.conflicts).filter(([one]) => one !== key),
                ),
                mine: isTheirs ? { ...before.mine, [key]: before.conflicts[key] } : before.mine,
            })),
    };
}

/** Refused values and newer versions are dealt with; everything else waits for the person. */
const isRepeatable = (error: unknown) =>
    error instanceof ApiProblem && (error.code === 'edited_meanwhile' || error.problem.errors.length > 0);
