import { expect, test } from 'vitest';
import { bodyOfKey, emptyKey } from './ai_key';

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
