import type { Lead, OfferRequest } from '@/api/types';

/** What a request, which the seller calls a lead, can be. */
export const LEAD_STATES = ['new', 'seen', 'answered', 'quoted', 'won', 'lost', 'withdrawn'] as const;
export type LeadState = (typeof LEAD_STATES)[number];

/** Nobody has ended it yet. */
export const isOpen = (one: Pick<Lead | OfferRequest, 'ended_at'>) => !one.ended_at;
