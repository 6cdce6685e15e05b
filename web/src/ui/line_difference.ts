export interface Line {
    sign: ' ' | '+' | '-';
    text: string;
}

/** What becomes of the lines of a text: the longest common ones stay. */
export function lineDifference(before: string, after: string): Line[] {
    const a = before.split('\n');
    const b = after.split('\n');
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
    let end = 0;
    while (
        end < a.length - start &&
        end < b.length - start &&
        a[a.length - 1 - end] === b[b.length - 1 - end]
    )
        end += 1;
    const same = (texts: string[]) => texts.map((text): Line => ({ sign: ' ', text }));
    return [
        ...same(a.slice(0, start)),
        ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
        ...same(a.slice(a.length - end)),
    ];
}

const MOST = 4_000_000; // cells of the table; beyond, all that was and all that is are shown

function middle(a: string[], b: string[]): Line[] {
    const width = b.length + 1;
    if (a.length * width > MOST)
        return [
            ...a.map((text): Line => ({ sign: '-', text })),
            ...b.map((text): Line => ({ sign: '+', text })),
        ];
    const longest = new Uint32Array((a.length + 1) * width);
    const at = (i: number, j: number) => longest[i * width + j] ?? 0;
    for (let i = a.length - 1; i >= 0; i -= 1)
        for (let j = b.length - 1; j >= 0; j -= 1)
            longest[i * width + j] =
                a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    const lines: Line[] = [];
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
        if (i < a.length && j < b.length && a[i] === b[j]) {
            lines.push({ sign: ' ', text: a[i] ?? '' });
            i += 1;
            j += 1;
        } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
            lines.push({ sign: '-', text: a[i] ?? '' });
            i += 1;
        } else {
            lines.push({ sign: '+', text: b[j] ?? '' });
            j += 1;
        }
    }
    return lines;
}

const AROUND = 3;

/** Only what changed, with a few lines around it; null stands for what is left out. */
export function changedParts(lines: Line[]): (Line | null)[] {
    const isNear = lines.map((_, index) =>
        lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((line) => line.sign !== ' '),
    );
    const parts: (Line | null)[] = [];
    lines.forEach((line, index) => {
        if (isNear[index]) parts.push(line);
        else if (parts.at(-1) !== null) parts.push(null);
    });
    return parts;
}
