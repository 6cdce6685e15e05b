import { Trans } from '@lingui/react/macro';

/** What stands in place of a picture puzzle. */
export function CalculationNote() {
    return <Trans>To keep robots out, your browser calculates for a moment; you need not do anything.</Trans>;
}
