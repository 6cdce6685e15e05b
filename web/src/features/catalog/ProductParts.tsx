import type { Product } from '@/api/types';
import { AiModels } from './AiModels';
import { Plans } from './Plans';
import { ProductDescription } from './ProductDescription';
import { Documents, Guides, ProductFacts, ProductSupport, UsedSoftware } from './ProductDetails';
import { Screenshots } from './Screenshots';

/** What the page of a product says, in its order, for previews: nothing in it orders or calculates. */
export function ProductParts({ product }: { product: Product }) {
    return (
        <>
            <ProductDescription product={product} />
            <Screenshots product={product} />
            <Plans product={product} />
            {product.ai_models.length > 0 && <AiModels product={product} />}
            <ProductFacts product={product} />
            <UsedSoftware product={product} />
            <Documents product={product} />
            <Guides product={product} />
            <ProductSupport product={product} />
        </>
    );
}
