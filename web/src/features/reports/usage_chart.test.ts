import { expect, test } from 'vitest';
import type { UsageRow } from '@/api/types';
import { seriesOf, tokensOf } from './usage_chart';

function row(day: string, model: string, tokens_in: number): UsageRow {
    const nothing = { calls: 1, tokens_out: 0, tokens_cached: 0, tokens_reasoning: 0, estimated_calls: 0 };
    const cost = { cost_micros: 0, cost: { minor: 0, currency: 'EUR' }, currency: 'EUR' };
    const ids = { ai_key_id: null, ai_key_name: null, subscription_id: null, subscription_name: null };
    return { ...nothing, ...cost, ...ids, day, model, tokens_in };
}

const days = ['2026-11-01', '2026-11-02'];
const names = ['a', 'b', 'c', 'd', 'e'];

test('a day without usage is zero, not missing', () => {
    const series = seriesOf([row('2026-11-02', 'a', 7)], days, 'model', tokensOf, 'Others');
    expect(series).toEqual([{ label: 'a', values: [0, 7] }]);
});

test('the largest parts come first and the small ones together', () => {
    const rows = names.map((name, at) => row('2026-11-01', name, at + 1));
    const series = seriesOf(rows, days, 'model', tokensOf, 'Others');
    expect(series.map((one) => one.label)).toEqual(['e', 'd', 'c', 'Others']);
    expect(series[3]?.values).toEqual([3, 0]);
});

test('four parts need no rest', () => {
    const rows = names.slice(0, 4).map((name) => row('2026-11-01', name, 1));
    expect(seriesOf(rows, days, 'model', tokensOf, 'Others')).toHaveLength(4);
});

test('what lies outside the days is left out', () => {
    expect(seriesOf([row('2026-10-31', 'a', 7)], days, 'model', tokensOf, 'Others')).toEqual([]);
});
