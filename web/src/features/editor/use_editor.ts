// Saves a draft by itself a moment after the last change, tries again while the server cannot be reached,
// and brings together what two people write.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { apiQuery, forget } from '@/api/query';
import type { Draft } from '@/api/types';
import type { Language } from '@/i18n/language';
import { useActing } from '@/shell/session';
import { useProblemTexts } from '@/ui/problem_texts';
import {
    isSame,
    isSameSaid,
    merged,
    partsOf,
    type Said,
    saidOf,
    type Thing,
    type Value,
    withValue,
} from './offer';

const PAUSE = 700; // milliseconds after the last key
const RETRY = 5_000; // milliseconds until the server is tried again

const saidIn = (draft: Draft): Said => ({ name: draft.name, document: (draft.document ?? {}) as Thing });

interface State {
    version: number;
    /** What is saved. */
    base: Said;
    mine: Said;
    /** What others wrote where I wrote something else. */
    conflicts: Record<string, Value>;
}

const stateOf = (draft: Draft): State => ({
    version: draft.version,
    base: saidIn(draft),
    mine: saidIn(draft),
    conflicts: {},
});

function withTheirs(state: State, draft: Draft): State {
    const { said, conflicts } = merged(state.base, state.mine, saidIn(draft));
    const own = partsOf(said);
    const open = Object.entries({ ...state.conflicts, ...conflicts });
    return {
        version: draft.version,
        base: saidIn(draft),
        mine: said,
        conflicts: Object.fromEntries(open.filter(([path, theirs]) => !isSame(theirs, own[path]))),
    };
}

/** What may be saved: where a conflict is open, what the other wrote stays. */
const settled = ({ mine, conflicts }: State): Said => saidOf({ ...partsOf(mine), ...conflicts });

const isOffline = (error: unknown) =>
    error instanceof ApiProblem && (error.isOffline || error.status === 502 || error.status === 503);

export type Editor = ReturnType<typeof useEditorOf>;

export function useEditorOf(draft: Draft) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const texts = useProblemTexts();
    const [state, setState] = useState(() => stateOf(draft));
    const [language, setLanguage] = useState<Language>('en');
    const [isStrict, setStrict] = useState(false);
    const path = { id: draft.id };
    const { queryKey } = apiQuery('/v1/drafts/{id}', { path, organization: organizationId });
    const save = useMutation({
        mutationFn: async ({ said, version }: { said: Said; version: number }) =>
            bodyOf(
                await client.PUT('/v1/drafts/{id}', {
                    params: { path, header: { 'If-Match': `"v${version}"` } },
                    headers: forOrganization(organizationId),
                    body: said,
                }),
            ),
        onSuccess: (answer, sent) => {
            queries.setQueryData(queryKey, answer);
            setState((before) => ({ ...before, version: answer.version, base: sent.said }));
            void forget(queries, `/v1/drafts/${draft.id}/`, '/v1/drafts?');
        },
        onError: (error) => {
            if (error instanceof ApiProblem && error.code === 'edited_meanwhile')
                void queries.invalidateQueries({ queryKey });
        },
    });
    // Somebody else saved a newer version: it came with the events, or after a refused save.
    if (draft.version > state.version && !save.isPending) {
        setState(withTheirs(state, draft));
        if (save.isError) save.reset();
    }

    const saved = settled(state);
    const isDirty = !isSameSaid(state.base, saved);
    const hasUnsaved = !isSameSaid(state.base, state.mine);
    const { mutate, isPending, isError, error } = save;
    const isWaiting = isError && !isOffline(error);
    useEffect(() => {
        if (!isDirty || isPending || isWaiting) return;
        const sent = { said: settled(state), version: state.version };
        const timer = setTimeout(() => mutate(sent), isError ? RETRY : PAUSE);
        return () => clearTimeout(timer);
    }, [state, isDirty, isPending, isWaiting, isError, mutate]);
    useEffect(() => {
        if (!hasUnsaved) return;
        const warn = (event: BeforeUnloadEvent) => event.preventDefault();
        window.addEventListener('beforeunload', warn);
        return () => window.removeEventListener('beforeunload', warn);
    }, [hasUnsaved]);

    const faults = draft.sections.flatMap((section) => section.missing);
    const reasons = draft.sections.flatMap((section) => section.reasons);
    const reasonAt = (at: string) => reasons.find((one) => one.field === at)?.reason;
    const change = (part: (said: Said) => Said) => {
        if (save.isError) save.reset();
        setState((before) => ({ ...before, mine: part(before.mine) }));
    };
    return {
        draft,
        said: state.mine,
        conflicts: state.conflicts,
        language,
        setLanguage,
        isDirty,
        isSaving: isPending,
        isOffline: isError && !isWaiting,
        error: isWaiting && (error as ApiProblem).code !== 'edited_meanwhile' ? error : null,
        /** From now on what is missing shows at the fields too, not only what is wrong. */
        showMissing: () => setStrict(true),
        /** Why the operator rejected what stands there. */
        reasonAt,
        /** What is wrong there: by the rules, or else by the operator. */
        faultAt: (at: string): string | undefined => {
            const fault = faults.find((one) => one.field === at);
            if (!fault || (fault.code === 'required' && !isStrict)) return reasonAt(at);
            return texts.fault(fault);
        },
        setName: (name: string) => change((said) => ({ ...said, name })),
        set: (at: string, value: Value) =>
            change((said) => ({ ...said, document: withValue(said.document, at, value) })),
        /** Ends a conflict: with what the other wrote, or with what stands there. */
        settle: (at: string, isTheirs: boolean) =>
            setState((before) => {
                const { [at]: theirs, ...conflicts } = before.conflicts;
                const { name, document } = before.mine;
                const taken =
                    at === 'name'
                        ? { name: String(theirs ?? ''), document }
                        : { name, document: withValue(document, at, theirs) };
                return { ...before, conflicts, mine: isTheirs ? taken : before.mine };
            }),
        /** Saves what is left now, for what needs the server to know all; the version there is then. */
        flush: async () => {
            if (!isDirty) return state.version;
            return (await save.mutateAsync({ said: saved, version: state.version })).version;
        },
    };
}

const EditorContext = createContext<Editor | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditor(): Editor {
    const editor = useContext(EditorContext);
    if (!editor) throw new Error('useEditor is for the fields of a draft');
    return editor;
}
