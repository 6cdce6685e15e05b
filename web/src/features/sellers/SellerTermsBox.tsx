import { Trans } from '@lingui/react/macro';
import { Anchor, Checkbox, type CheckboxProps } from '@mantine/core';
import { fileAddress } from '@/ui/files';
import { useFormat } from '@/ui/format';
import type { Terms } from './seller_terms';

/** By ticking it one agrees to the terms for sellers. */
export function SellerTermsBox({ terms, ...box }: { terms: Terms } & CheckboxProps) {
    const format = useFormat();
    const title = (
        <Anchor href={fileAddress(terms.digest, terms.title)} target="_blank" size="sm" underline="always">
            {terms.title}
        </Anchor>
    );
    return (
        <Checkbox
            name="accepted"
            label={<Trans>I agree to the {title}</Trans>}
            description={
                <Trans>
                    version {terms.version} · {format.language(terms.language)}
                </Trans>
            }
            {...box}
        />
    );
}
