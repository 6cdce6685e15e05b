// What opens above a page, by the button that opens it: as good for everybody as the page, and closed by Escape.
import { test } from 'node:test';
import { eventually, kontor as command } from '../support/kontor.mjs';
import { open, startJourneys } from './browser.mjs';
import { desktop, isForEverybody, phone } from './everybody.mjs';

const { kontor, browser } = await startJourneys();

const inside = (person, path) => `/o/${kontor.persons[person].organization_id}${path}`;
const first = async (person, path) => (await kontor.as(person).get(path)).body.items[0].id;
const subscription = inside('buyer', `/subscriptions/${await first('buyer', '/v1/subscriptions')}`);
const registration = inside('operator', `/operator/registrations/${await first('operator', '/v1/operator/registrations?state=submitted')}`);
const product = inside('operator', `/operator/products/${await first('operator', '/v1/operator/products?state=published')}`);

// The menu of organizations is for those who have two.
await command(['user', 'add', '--email', kontor.persons.partner.email, '--name', kontor.persons.partner.name,
  '--organization', 'Delta Training'], { KONTOR_DATA_FOLDER: kontor.folder });

const openings = [
  ['visitor', '/', 'Search', [phone]],
  ['visitor', '/', 'Menu', [phone]],
  ['visitor', '/', 'Filters', [phone]],
  ['visitor', '/', /language: English/, [desktop]],
  ['visitor', '/', /^Theme/, [desktop]],
  ['owner', '/account', /^Mira Hafen$/, [desktop]],
  ['partner', '/account', /acts for/, [desktop]],
  ['owner', '/account', 'Create a token'],
  ['buyer', inside('buyer', '/orders'), 'Columns', [desktop]],
  ['buyer', subscription, 'Rename'],
  ['buyer', subscription, 'Cancel subscription'],
  ['buyer', `${subscription}/keys`, 'Add a key'],
  ['buyer', `${subscription}/keys`, /^Deactivate/],
  ['operator', registration, 'Reject…'],
  ['operator', product, 'Unpublish…'],
];

for (const [person, address, button, sizes = [desktop, phone]] of openings)
  test(`what “${button}” opens for a ${person} can be used by everybody, in both themes`, async () => {
    const page = person === 'visitor' ? await browser.person() : await browser.signedIn(person);
    await page.setViewportSize(sizes[0]);
    await open(page, address);
    const opener = page.getByRole('button', { name: button }).first();
    await opener.click();
    const opened = page.getByRole('dialog').or(page.getByRole('menu'));
    await opened.waitFor();
    await opened.getByLabel(/^Loading/).waitFor({ state: 'detached' });
    await isForEverybody(page, sizes);
    await page.keyboard.press('Escape');
    await opened.waitFor({ state: 'hidden' });
    await eventually('the focus is where it was', () => opener.evaluate((element) => element === document.activeElement));
    await page.close();
  });
