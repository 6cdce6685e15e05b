import { expect, test } from 'vitest';
import { ApiProblem, plainProblem } from '@/api/problem';
import type { AiKey } from '@/api/types';
import type { ProblemTexts } from '@/ui/problem_texts';
import { bodyOfKey, emptyKey, faultsOfKey, formOfKey } from './ai_key';

test('a key with a name only has no limits', () => {
    expect(JSON.parse(JSON.stringify(bodyOfKey({ ...emptyKey, name: ' Chat ' })))).toEqual({ name: 'Chat' });
});

test('a key works until its last day ends', () => {
    const { expires_at } = bodyOfKey({ ...emptyKey, name: 'Chat', expires_on: '2026-12-31' });
    expect(new Date(expires_at ?? '').getTime()).toBe(new Date(2026, 11, 31, 23, 59, 59).getTime());
});

test('limits are sent as numbers', () => {
    const body = bodyOfKey({ ...emptyKey, name: 'Chat', requests_per_minute: '60', tokens_per_minute: 1000 });
    expect(body).toMatchObject({ requests_per_minute: 60, tokens_per_minute: 1000 });
});

test('faults stand at the fields of the form', () => {
    const texts: ProblemTexts = {
        fault: (one) => one.message,
        problem: (one) => one.detail,
        blocker: (one) => one.message,
        fields: () => ({ expires_at: 'That is over.' }),
    };
    const past = new ApiProblem(plainProblem(422, 'invalid_body', 'Wrong'));
    expect(faultsOfKey(past, texts)).toEqual({ expires_on: 'That is over.' });
    const taken = new ApiProblem(plainProblem(409, 'name_taken', 'There is one already.'));
    expect(faultsOfKey(taken, { ...texts, fields: () => ({}) })).toEqual({ name: 'There is one already.' });
    const retired = { ...texts, fields: () => ({ 'models[1]': 'This is not known here.' }) };
    expect(faultsOfKey(past, retired)).toMatchObject({ models: 'This is not known here.' });
});

test('the form of a key that there is sends the same again', () => {
    const values = {
        ...emptyKey,
        name: 'Chat',
        models: ['m/1'],
        tokens_per_minute: 10,
        expires_on: '2026-12-31',
    };
    const body = bodyOfKey(values);
    expect(formOfKey({ ...body, requests_per_minute: 0 } as AiKey)).toEqual(values);
});
