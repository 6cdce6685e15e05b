import { Plural, Trans } from '@lingui/react/macro';
import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { LanguageProvider } from './language';

const shown = (node: React.ReactNode) => render(<LanguageProvider>{node}</LanguageProvider>).container;

test('what somebody wrote is shown as it is, also where it looks like markup', () => {
    const name = 'Big <b>Data</b> <0>&amp;</0> Co. <br/>';
    expect(
        shown(
            <Trans>
                By <strong>{name}</strong>, not {name}
            </Trans>,
        ),
    ).toHaveTextContent(`By ${name}, not ${name}`);
});

test('numbers are counted as before', () => {
    const company = '<i>Ten</i>';
    const count = 10;
    expect(
        shown(<Plural value={count} one={`# of ${company}`} other={`# of ${company}`} />),
    ).toHaveTextContent('10 of <i>Ten</i>');
});
