// Views of a list that a person keeps under a name: what stands in the address. They stay in this browser.
import { useState } from 'react';
import type { ListSearch } from './list_state';

export interface SavedView {
    name: string;
    search: ListSearch;
}

const MOST = 50;

function isView(value: unknown): value is SavedView {
    const view = value as SavedView | null;
    return typeof view?.name === 'string' && typeof view.search === 'object' && view.search !== null;
}

export function readViews(text: string | null): SavedView[] {
    try {
        const value: unknown = JSON.parse(text ?? '[]');
        return Array.isArray(value) ? value.filter(isView) : [];
    } catch {
        return [];
    }
}

/** A view of the same name is replaced. */
export function withView(views: SavedView[], view: SavedView): SavedView[] {
    const others = views.filter((one) => one.name !== view.name);
    return [...others, view].sort((a, b) => a.name.localeCompare(b.name)).slice(0, MOST);
}

/** What to change in the address so that it says what the view says, and nothing else. */
export function changesTo(view: SavedView, now: ListSearch): ListSearch {
    return { ...Object.fromEntries(Object.keys(now).map((name) => [name, undefined])), ...view.search };
}

export function useSavedViews(list: string) {
    const item = `kontor.views.${list}`;
    const [views, setViews] = useState<SavedView[]>(() => {
        try {
            return readViews(localStorage.getItem(item));
        } catch {
            return []; // storage is forbidden
        }
    });
    const write = (next: SavedView[]) => {
        setViews(next);
        try {
            localStorage.setItem(item, JSON.stringify(next));
        } catch {
            // storage is forbidden: they last as long as the page
        }
    };
    return {
        views,
        save: (view: SavedView) => write(withView(views, view)),
        remove: (name: string) => write(views.filter((one) => one.name !== name)),
    };
}
