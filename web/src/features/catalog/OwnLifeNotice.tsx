import { Trans } from '@lingui/react/macro';
import type { OperatorProduct } from '@/api/types';
import { LifeNotice } from './LifeNotice';

/** The same as subscribers read, for who sells it and for the operator. */
export function OwnLifeNotice({ product }: { product: OperatorProduct }) {
    return (
        <LifeNotice
            state={product.state}
            reason={product.end_of_life_reason ?? product.unpublished_reason}
            expectedReturn={product.expected_return}
            lastDay={product.last_day}
        >
            {product.is_withheld && <Trans>The operator took it out and alone can publish it again.</Trans>}
        </LifeNotice>
    );
}
