import { describe, expect, it } from 'vitest';
import { eventsOf, noValues, valuesOf, wrongKind } from './webhook_form';

describe('what a webhook hears of', () => {
    it('is the boxes and what was typed, each once', () => {
        const values = { ...noValues, starts: ['lead.*'], others: 'order.placed, lead.*;  invoice.sent\n' };
        expect(eventsOf(values)).toEqual(['lead.*', 'order.placed', 'invoice.sent']);
    });
    it('is everything, whatever else is ticked', () => {
        expect(eventsOf({ ...noValues, isEverything: true, starts: ['lead.*'] })).toEqual(['*']);
    });
    it('comes back as it was', () => {
        const webhook = { name: 'CRM', url: 'https://crm.test', events: ['lead.*', 'order.placed'] };
        expect(eventsOf(valuesOf(webhook))).toEqual(webhook.events);
        expect(valuesOf({ ...webhook, events: ['*'] }).isEverything).toBe(true);
    });
    it('says which word is no kind', () => {
        expect(wrongKind({ ...noValues, others: 'order.placed Lead' })).toBe('Lead');
        expect(wrongKind({ ...noValues, others: 'order.*' })).toBeUndefined();
    });
});
