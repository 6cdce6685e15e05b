// The categories as a tree, written down from top to bottom.
import type { OperatorCategory } from '@/api/types';

export interface Branch {
    category: OperatorCategory;
    depth: number;
    /** Among those of the same parent, from 1 on, and how many these are. */
    place: number;
    siblings: number;
}

export function branchesOf(
    categories: OperatorCategory[],
    parent: string | null = null,
    depth = 0,
): Branch[] {
    const level = categories.filter((one) => one.parent_id === parent);
    return level.flatMap((category, at) => [
        { category, depth, place: at + 1, siblings: level.length },
        ...branchesOf(categories, category.id, depth + 1),
    ]);
}

/** What a category may stand below: whatever is neither itself nor below it. */
export function parentsFor(branches: Branch[], id: string | null): Branch[] {
    const forbidden = new Set(id ? [id] : []);
    return branches.filter(({ category }) => {
        if (category.parent_id && forbidden.has(category.parent_id)) forbidden.add(category.id);
        return !forbidden.has(category.id);
    });
}
