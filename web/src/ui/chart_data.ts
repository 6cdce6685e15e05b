/** Values on top of each other, the last series highest. */
export function stackOf(values: number[][]): number[][] {
    const sums: number[] = [];
    return values.map((row) =>
        row.map((value, at) => {
            const sum = (sums[at] ?? 0) + value;
            sums[at] = sum;
            return sum;
        }),
    );
}
