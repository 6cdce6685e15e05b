// What sections and places in a document are called.
import { useLingui } from '@lingui/react/macro';
import { useFormat } from '@/ui/format';
import { useFieldWords } from '@/features/revisions/offer_fields';
import { stepsOf } from './offer';

export function useSectionNames() {
    const { t } = useLingui();
    const names: Record<string, string> = {
        product: t`Product`,
        texts: t`Texts`,
        pictures: t`Pictures`,
        plans: t`Plans and prices`,
        models: t`Models`,
        chart: t`Chart and form`,
        documents: t`Documents`,
        software: t`Used software`,
        guides: t`Guides`,
        preview: t`Preview`,
        send: t`Test and submit`,
    };
    return (section: string) => names[section] ?? section;
}

/** "plans[1].name" is “Plans 2, Name”. */
export function usePlaceNames() {
    const format = useFormat();
    const name = useFieldWords();
    return (path: string) => {
        const words: string[] = [];
        const steps = stepsOf(path);
        // What a kind of product has of its own lies one level deeper, of which people know nothing.
        const isOfKind = steps.length > 1 && (steps[0] === 'ai' || steps[0] === 'kubernetes');
        for (const step of isOfKind ? steps.slice(1) : steps)
            if (typeof step === 'number') words.push(`${words.pop() ?? ''} ${step + 1}`);
            else if (step.length === 2) words.push(format.language(step));
            else if (step === 'url' && steps.includes('upstreams')) words.push(name('address'));
            else words.push(name(step));
        return words.join(', ');
    };
}
