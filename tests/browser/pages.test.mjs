// Every page as everybody who may see it: no accessibility fault in either theme, no error, nothing against the
// content security policy, and nothing that scrolls sideways on a phone or at 400 % zoom.
import { test } from 'node:test';
import { linkFor } from '../support/kontor.mjs';
import { proofOf } from '../support/proof.mjs';
import { open, startJourneys } from './browser.mjs';
import { desktop, isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();

const first = async (person, path) => (await kontor.as(person).get(path)).body.items[0].id;

const inside = (person, pages) => pages.map((page) => `/o/${kontor.persons[person].organization_id}${page}`);

const addresses = {
  visitor: async () => {
    const proof = await proofOf(kontor.visitor);
    await kontor.visitor.post('/v1/password-links', { email: kontor.persons.partner.email, proof });
    const token = await linkFor(kontor, kontor.persons.partner.email);
    return ['/', '/?q=asistnat', '/?q=qqqqxxxxzzzz', '/products/almanac-assistant', '/products/sluiswacht-kluis',
      '/products/brumeclair-clauses', '/products/wagtail-stopwatch', '/sellers/almanac', '/become-a-seller', '/sign-in', '/register',
      '/forgotten-password', '/password', `/password?token=${token}`, '/nowhere'];
  },
  newcomer: async () => ['/products/almanac-assistant', ...inside('newcomer', ['', '/profile', '/subscriptions', '/orders', '/usage'])],
  reporter: async () => ['/products/almanac-assistant', ...inside('reporter', ['/profile', '/audit-log', '/subscriptions'])],
  buyer: async () => {
    const subscription = `/subscriptions/${await first('buyer', '/v1/subscriptions')}`;
    return ['/products/almanac-assistant', ...inside('buyer', ['', '/subscribe/tundravox-hilla', '/subscriptions', '/usage', '/orders',
      `/orders/${await first('buyer', '/v1/orders')}`,
      ...['', '/keys', '/usage', '/calls', '/documents'].map((part) => subscription + part)])];
  },
  owner: async () => ['/account', ...inside('owner', ['/profile', '/members', '/audit-log'])],
  seller: async () => inside('seller', ['/seller', '/products', `/products/${await first('seller', '/v1/seller/products')}`, '/offers']),
  operator: async () => {
    const registrations = (await kontor.as('operator').get('/v1/operator/registrations')).body.items;
    const ids = ['submitted', 'approved'].map((state) => registrations.find((one) => one.state === state).id);
    return inside('operator', ['', '/operator/registrations', ...ids.map((id) => `/operator/registrations/${id}`), '/operator/reviews', '/operator/products',
      `/operator/products/${await first('operator', '/v1/operator/products')}`, '/operator/offers', '/operator/jobs']);
  },
};

for (const person of Object.keys(addresses))
  test(`every page of a ${person} can be used by everybody, in both themes and on a phone`, async (t) => {
    const pages = await addresses[person]();
    const page = person === 'visitor' ? await browser.person() : await browser.signedIn(person);
    for (const address of pages)
      await t.test(address.replace(/token=.*/, 'token'), async () => {
        await page.setViewportSize(desktop);
        await open(page, address);
        await isForEverybody(page);
      });
  });
