// Every page as everybody who may see it: no accessibility fault in either theme, no error, nothing against the
// content security policy, and nothing that scrolls sideways on a phone or at 400 % zoom.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { linkFor, startKontor } from '../support/kontor.mjs';
import { accessibilityFaults, open, sidewaysFaults, startBrowser, withSession } from './browser.mjs';

let kontor, browser;
before(async () => {
  kontor = await startKontor();
  browser = await startBrowser(kontor);
});
after(async () => {
  await browser?.stop();
  await kontor?.stop();
});

const first = async (person, path) => (await kontor.as(person).get(path)).body.items[0].id;

const inside = (person, pages) => pages.map((page) => `/o/${kontor.persons[person].organization_id}${page}`);

const addresses = {
  visitor: async () => {
    await kontor.visitor.post('/v1/password-links', { email: kontor.persons.partner.email });
    const token = await linkFor(kontor, kontor.persons.partner.email);
    return ['/', '/?q=asistnat', '/?q=qqqqxxxxzzzz', '/products/almanac-assistant', '/products/sluiswacht-kluis',
      '/products/brumeclair-clauses', '/products/wagtail-stopwatch', '/sellers/almanac', '/sign-in', '/register',
      '/forgotten-password', '/password', `/password?token=${token}`, '/nowhere'];
  },
  newcomer: async () => ['/products/almanac-assistant', ...inside('newcomer', ['/profile'])],
  reporter: async () => ['/products/almanac-assistant', ...inside('reporter', ['/profile', '/activity'])],
  owner: async () => ['/account', ...inside('owner', ['/profile', '/members', '/activity'])],
};

for (const person of Object.keys(addresses))
  test(`every page of a ${person} can be used by everybody, in both themes and on a phone`, async (t) => {
    const pages = await addresses[person]();
    const page = await browser.person();
    if (person !== 'visitor') await withSession(page, kontor.persons[person]);
    for (const address of pages)
      await t.test(address.replace(/token=.*/, 'token'), async () => {
        await page.setViewportSize({ width: 1280, height: 900 });
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          await open(page, address);
          assert.deepEqual(await accessibilityFaults(page), [], colorScheme);
        }
        for (const width of [360, 320]) {
          await page.setViewportSize({ width, height: 740 });
          assert.deepEqual(await sidewaysFaults(page), [], `${width} wide`);
        }
      });
  });
