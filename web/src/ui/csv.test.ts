import { expect, it } from 'vitest';
import { csvOf } from './csv';

it('quotes what would end a cell', () => {
    expect(csvOf([['a,b', 'say "hi"', 'two\nlines', 3, null]])).toBe(
        '"a,b","say ""hi""","two\nlines",3,\r\n',
    );
});

it('gives a spreadsheet no formula', () => {
    expect(csvOf([['=1+1', '@cmd', '-2+3']])).toBe("'=1+1,'@cmd,'-2+3\r\n");
});

it('leaves negative numbers numbers', () => {
    expect(csvOf([[-2]])).toBe('-2\r\n');
});
