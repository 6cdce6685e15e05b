import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { newEventReader } from './event_stream';
import { applyEvent } from './events';

describe('a stream of events', () => {
    it('is read across the borders of pieces', () => {
        const read = newEventReader();
        expect(read('id: 7\nevent: usage.rec')).toEqual([]);
        expect(read('orded\ndata: {"a":1}\n\nid: 8\n')).toEqual([
            { id: '7', kind: 'usage.recorded', data: '{"a":1}' },
        ]);
    });

    it('may have comments that keep it alive', () => {
        expect(newEventReader()(': still here\n\n')).toEqual([]);
    });

    it('may have data of many lines', () => {
        expect(newEventReader()('event: a\ndata: 1\ndata: 2\n\n')).toEqual([
            { id: '', kind: 'a', data: '1\n2' },
        ]);
    });
});

it('makes pages read anew what an event changed, and nothing else', () => {
    const queries = new QueryClient();
    queries.setQueryData(['org_1', '/v1/usage?group_by=day'], {});
    queries.setQueryData(['org_1', '/v1/organization'], {});
    applyEvent(queries, 'usage.recorded');
    const isOld = (address: string) => queries.getQueryState(['org_1', address])?.isInvalidated;
    expect(isOld('/v1/usage?group_by=day')).toBe(true);
    expect(isOld('/v1/organization')).toBe(false);
});
