// What `<Trans>` of Lingui's macro becomes (lingui.config.js).
import { Trans as LinguiTrans, type TransProps } from '@lingui/react';

/** What somebody wrote stays a text: Lingui would read a `<b>` in a value as markup. */
export function Trans({ values, ...props }: TransProps) {
    return (
        <LinguiTrans {...props} values={values && Object.fromEntries(Object.entries(values).map(inert))} />
    );
}

const inert = ([name, value]: [string, unknown]): [string, unknown] => [
    name,
    typeof value === 'string' && value.includes('<') ? <>{value}</> : value,
];
