import type { Lead } from '@/api/types';

/** What can be filled into a template, in the order in which it is offered. */
export const PLACEHOLDERS = ['person', 'organization', 'product', 'plan', 'reference', 'seller'] as const;

/** The template's text for this lead. */
export function filledIn(text: string, lead: Lead, seller: string): string {
    const values: Record<string, string> = {
        person: lead.applied_by_name,
        organization: lead.organization_name,
        product: lead.product_name,
        plan: lead.plan_name,
        reference: lead.reference,
        seller,
    };
    return text.replace(/\{([a-z_]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
