// Where a seller's tests are shown.

/** The page of one's own product, with what came of the revision's tests; as a crumb. */
export const ownProductLink = (
    organizationId: string,
    of: { product_id: string; product_name: string; revision_id?: string },
) => ({
    label: of.product_name,
    link: {
        to: '/o/$organizationId/products/$productId' as const,
        params: { organizationId, productId: of.product_id },
        search: of.revision_id ? { revision: of.revision_id } : {},
    },
});
