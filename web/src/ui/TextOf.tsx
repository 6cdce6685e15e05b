import type { Texts } from '@/api/types';
import { textOf, useFormat } from './format';

/** A text in the person's language; marked where it is there in another one only. */
export function TextOf({ value }: { value: Texts | null | undefined }) {
    const { locale } = useFormat();
    const { text, language } = textOf(value, locale);
    return language === locale ? text : <span lang={language}>{text}</span>;
}
