import { expect, test } from 'vitest';
import { addDays, dayOf, daysOf, monthOf, periodOf, queryOf } from './period';

test('a day begins when it begins in the billing zone', () => {
    const moment = new Date('2026-10-31T23:30:00Z');
    expect(dayOf(moment, 'Europe/Berlin')).toBe('2026-11-01');
    expect(dayOf(moment, 'UTC')).toBe('2026-10-31');
});

test('a month ends with its last day, and the month before may lie in the year before', () => {
    expect(monthOf('2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(monthOf('2026-01-31', 1)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
});

test('without a wish the report is about the current month', () => {
    expect(periodOf(undefined, undefined, '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect(periodOf('nonsense', '2026-13-01', '2026-11-22')).toEqual({
        from: '2026-11-01',
        to: '2026-11-30',
    });
});

test('one end alone takes the rest of its month', () => {
    expect(periodOf('2026-09-10', undefined, '2026-11-22').to).toBe('2026-09-30');
    expect(periodOf(undefined, '2026-09-10', '2026-11-22').from).toBe('2026-09-01');
});

test('the last day is part of what is asked for', () => {
    expect(queryOf({ from: '2026-11-01', to: '2026-11-30' })).toEqual({
        from: '2026-11-01',
        to: '2026-12-01',
    });
});

test('days are counted through a change of the clock and end today', () => {
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(daysOf({ from: '2026-11-20', to: '2026-11-30' }, '2026-11-22')).toEqual([
        '2026-11-20',
        '2026-11-21',
        '2026-11-22',
    ]);
});
