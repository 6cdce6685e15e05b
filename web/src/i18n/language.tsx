// The person's language: four there are, all texts in each.
import { type I18n, i18n, type Messages, setupI18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import type { ReactNode } from 'react';
import { callContext } from '@/api/client';

export const languages = { en: 'English', de: 'Deutsch', fr: 'Français', cs: 'Čeština' } as const;
export type Language = keyof typeof languages;
export const LANGUAGES = Object.keys(languages) as Language[];

const STORED = 'kontor.language';
type Load = Record<Language, () => Promise<{ messages: Messages }>>;

// What the catalogue needs, and what the other pages need on top.
const load: Load = {
    en: () => import('./en'),
    de: () => import('./de'),
    fr: () => import('./fr'),
    cs: () => import('./cs'),
};
const loadMore: Load = {
    en: () => import('./more_en'),
    de: () => import('./more_de'),
    fr: () => import('./more_fr'),
    cs: () => import('./more_cs'),
};
let more: Promise<void> | null = null;

export const isLanguage = (text: string | null | undefined): text is Language => !!text && text in languages;

/** What was chosen here before, else the first that the browser prefers and we speak. */
export function preferredLanguage(): Language {
    const wanted = [readStored(), ...navigator.languages.map((name) => name.slice(0, 2))];
    return wanted.find(isLanguage) ?? 'en';
}

export async function chooseLanguage(language: Language): Promise<void> {
    const parts = await Promise.all([load[language](), ...(more ? [loadMore[language]()] : [])]);
    callContext.language = language;
    document.documentElement.lang = language;
    for (const { messages } of parts) i18n.load(language, messages);
    i18n.activate(language);
}

/** The messages of the pages behind the catalogue, in the language of now and in those to come. */
export function loadMoreMessages(): Promise<void> {
    const language = i18n.locale as Language;
    more ??= loadMore[language]().then(({ messages }) => i18n.load(language, messages));
    return more;
}

/** Another language beside the one that the page speaks, to show what others see. */
export async function otherLanguage(language: Language): Promise<I18n> {
    const parts = await Promise.all([load[language](), loadMore[language]()]);
    const messages = Object.assign({}, ...parts.map((part) => part.messages)) as Messages;
    return setupI18n({ locale: language, messages: { [language]: messages } });
}

/** Speaks the language of who signed in, unless another one was chosen in this browser. */
export async function followLanguage(language: string): Promise<void> {
    if (readStored() || !isLanguage(language)) return;
    rememberLanguage(language);
    if (language !== i18n.locale) await chooseLanguage(language);
}

export function rememberLanguage(language: Language): void {
    try {
        localStorage.setItem(STORED, language);
    } catch {
        // storage is forbidden: the choice lasts as long as the page
    }
}

function readStored(): string | null {
    try {
        return localStorage.getItem(STORED);
    } catch {
        return null;
    }
}

export function LanguageProvider({ children }: { children: ReactNode }) {
    return <I18nProvider i18n={i18n}>{children}</I18nProvider>;
}
