import { expect, test } from 'vitest';
import { changedParts, lineDifference } from './line_difference';

const shown = (before: string, after: string) =>
    lineDifference(before, after).map((line) => line.sign + line.text);

test('lines that go and come are marked, the others stay', () => {
    expect(shown('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']);
    expect(shown('a\nb', 'a\nb')).toEqual([' a', ' b']);
    expect(shown('a\nc', 'a\nb\nc\nd')).toEqual([' a', '+b', ' c', '+d']);
});

test('only what is near a change is shown', () => {
    const many = Array.from({ length: 20 }, (_, number) => `line ${number}`);
    const parts = changedParts(
        lineDifference(many.join('\n'), [...many.slice(0, 10), 'new', ...many.slice(10)].join('\n')),
    );
    expect(parts.map((line) => (line ? line.sign : '…')).join('')).toBe('…   +   …');
});
