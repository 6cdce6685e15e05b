// A private offer is asked for, and customer and seller come to an agreement: both in turn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, settled, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const inside = (person, path) => `/o/${kontor.persons[person].organization_id}${path}`;
const state = (page, name) => page.locator('main').getByText(name, { exact: true }).first();
const buyer = await browser.person();
const seller = await browser.signedIn('seller');
let reference;

test('a visitor who requests a plan signs in on the way', async () => {
  const { email, password } = kontor.persons.buyer;
  await open(buyer, '/products/almanac-studio');
  await isForEverybody(buyer);
  await buyer.getByRole('link', { name: 'Request Assistant' }).click();
  await buyer.getByLabel('E-mail address').fill(email);
  await buyer.getByLabel('Password', { exact: true }).fill(password);
  await buyer.getByRole('button', { name: 'Sign in', exact: true }).click();
  await buyer.getByRole('heading', { level: 1, name: 'Request an offer of Almanac Studio' }).waitFor();
  assert.ok(await buyer.getByRole('radio', { name: 'Assistant' }).isChecked());
});

test('the page says who will see what, and what is missing', async () => {
  const who = buyer.getByRole('region', { name: 'Who will see this' });
  await who.getByText(`your name and e-mail address (${kontor.persons.buyer.name}, ${kontor.persons.buyer.email})`).waitFor();
  await isForEverybody(buyer);
  await buyer.getByRole('button', { name: 'Send the request' }).click();
  await buyer.getByText('The seller needs this answer.').waitFor();
  await isForEverybody(buyer);
});

test('the request is confirmed with a reference and what happens next', async () => {
  await buyer.getByRole('textbox', { name: 'What shall the assistant help with?' }).fill('Customs papers');
  await buyer.getByRole('radio', { name: 'More' }).check();
  await buyer.getByRole('checkbox', { name: 'German' }).check();
  await buyer.getByRole('radio', { name: 'Yes', exact: true }).check();
  await buyer.getByRole('textbox', { name: 'Comment' }).fill('We have **many** forms.<script>alert(1)</script>');
  await buyer.getByRole('button', { name: 'Send the request' }).click();
  const confirmation = buyer.getByRole('status').filter({ hasText: 'Your request was sent' });
  await confirmation.waitFor();
  reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await confirmation.textContent())[0];
  await state(buyer, 'New').waitFor();
  await buyer.locator('main strong', { hasText: 'many' }).waitFor();
  await isForEverybody(buyer);
});

test('the seller finds the lead, sees it, gives it to somebody and answers', async () => {
  await open(seller, inside('seller', '/leads'));
  await seller.getByRole('searchbox', { name: 'Search leads' }).fill(reference);
  await settled(seller);
  await seller.getByRole('row', { name: reference }).getByText('Acme Logistics').waitFor();
  await isForEverybody(seller);
  await seller.getByRole('link', { name: reference }).click();
  await seller.getByText('Customs papers').waitFor();
  await state(seller, 'Seen').waitFor();
  await seller.getByRole('combobox', { name: 'Whose matter' }).selectOption({ label: kontor.persons.seller.name });
  await seller.getByRole('textbox', { name: 'Write to Acme Logistics' }).fill('May we see *three* of them?');
  await seller.getByRole('button', { name: 'Send', exact: true }).click();
  await state(seller, 'Answered').waitFor();
  await isForEverybody(seller);
});

test('the customer sees the answer without loading the page anew, and writes back', async () => {
  await state(buyer, 'Answered').waitFor();
  await buyer.locator('main em', { hasText: 'three' }).waitFor();
  await buyer.getByRole('textbox', { name: 'Write to Almanac Intelligence' }).fill('They are on their way.');
  await buyer.getByRole('button', { name: 'Send', exact: true }).click();
  await seller.getByText('They are on their way.').waitFor();
  await seller.getByRole('button', { name: 'We agreed' }).click();
  await state(buyer, 'Agreed').waitFor();
  await isForEverybody(buyer);
});

test('the list of requests has search, state and a way to withdraw', async () => {
  await open(buyer, inside('buyer', '/requests?state=answered'));
  await buyer.getByRole('row', { name: 'Almanac Studio' }).waitFor();
  await isForEverybody(buyer);
  await buyer.getByRole('row', { name: 'Almanac Studio' }).getByRole('link').first().click();
  await buyer.getByRole('button', { name: 'Withdraw' }).click();
  await buyer.getByRole('dialog').getByRole('button', { name: 'Yes, withdraw it' }).click();
  await state(buyer, 'Withdrawn').waitFor();
  assert.equal(await buyer.getByRole('textbox', { name: /Write to/ }).count(), 0);
});

test('who only sees reports reads a request and does nothing with it', async () => {
  const reporter = await browser.signedIn('reporter');
  await open(reporter, inside('reporter', '/requests'));
  await reporter.getByRole('link', { name: reference }).click();
  await reporter.getByText('Customs papers').waitFor();
  assert.equal(await reporter.getByRole('button', { name: 'Withdraw' }).count(), 0);
  assert.equal(await reporter.getByRole('textbox', { name: /Write to/ }).count(), 0);
});
