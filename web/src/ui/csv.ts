// A table as text/csv (RFC 4180). A cell that a spreadsheet would take for a formula gets a quote.
export type CsvValue = string | number | boolean | null | undefined;

function cell(value: CsvValue): string {
    if (value === null || value === undefined) return '';
    if (typeof value !== 'string') return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(rows: CsvValue[][]): string {
    return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
