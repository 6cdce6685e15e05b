// A private offer is asked for, and customer and seller come to an agreement: both in turn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, settled, startJourneys } from './browser.mjs';
import { eventually, linkFor } from '../support/kontor.mjs';
import { isAtMissingTick, isForEverybody } from './everybody.mjs';

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
  await open(seller, inside('seller', ''));
  await seller.getByRole('region', { name: 'Leads' }).getByRole('link', { name: 'Acme Logistics' }).waitFor();
  await isForEverybody(seller);
  await seller.getByRole('link', { name: 'New: 1' }).click();
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
  await isForEverybody(buyer);
});

const writeQuote = async (price) => {
  await seller.getByRole('button', { name: /^Make (a|another) quote$/ }).click();
  const editor = seller.getByRole('region', { name: 'New quote' });
  await editor.getByRole('textbox', { name: 'What', exact: true }).fill('Assistant for customs papers');
  await editor.getByRole('textbox', { name: 'Price in EUR' }).fill(price);
  await editor.getByLabel('Valid until').fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
  await editor.getByRole('textbox', { name: 'Terms', exact: true }).fill('Pay **soon**.');
  return editor;
};
const send = async (editor) => {
  await editor.getByRole('button', { name: 'Send the quote' }).click();
  await seller.getByRole('dialog').getByRole('button', { name: 'Yes, send it' }).click();
  await editor.waitFor({ state: 'detached' });
};

test('the seller makes a quote, is told what is wrong with it, and sends it', async () => {
  const editor = await writeQuote('much');
  await editor.getByRole('button', { name: 'Send the quote' }).click();
  await editor.getByText('A price such as 12.50').waitFor();
  await editor.getByRole('textbox', { name: 'Price in EUR' }).fill('1200.50');
  await isForEverybody(seller);
  await send(editor);
  await seller.getByRole('article', { name: `${reference}-1` }).getByText('Sent', { exact: true }).waitFor();
});

test('the customer looks at the quote and declines it with a reason', async () => {
  await buyer.getByRole('article', { name: `${reference}-1` }).getByRole('link').click();
  await buyer.getByRole('heading', { level: 1, name: `Quote ${reference}-1` }).waitFor();
  await buyer.getByText('€1,200.50').first().waitFor();
  const current = buyer.getByRole('navigation', { name: 'Pages of the organization' }).locator('[aria-current="page"]');
  assert.deepEqual(await current.allInnerTexts(), ['Requests']);
  await buyer.locator('main strong', { hasText: 'soon' }).waitFor();
  await isForEverybody(buyer);
  await buyer.getByRole('button', { name: 'Accept the quote' }).click();
  await buyer.getByText('Without your agreement there is no order.').waitFor();
  await isAtMissingTick(buyer, 'Without your agreement there is no order.');
  await buyer.getByRole('button', { name: 'Decline' }).click();
  await buyer.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Too dear.');
  await buyer.getByRole('dialog').getByRole('button', { name: 'Yes, decline it' }).click();
  await state(buyer, 'Declined').waitFor();
});

test('the next quote begins as a copy, and is accepted by the link in the mail', async () => {
  await seller.getByRole('article', { name: `${reference}-1` }).getByText('Declined').waitFor();
  const { email } = kontor.persons.buyer;
  const former = await linkFor(kontor, email);
  await send(await writeQuote('1000'));
  const mailed = await eventually('a mail with another link', async () => {
    const newest = await linkFor(kontor, email);
    return newest !== former && newest;
  });
  const visitor = await browser.person();
  await open(visitor, `/quote#token=${mailed}`);
  await visitor.getByText(`Whoever accepts by it does so as ${kontor.persons.buyer.name}`).waitFor();
  for (const box of await visitor.getByRole('checkbox').all()) await box.check();
  await isForEverybody(visitor);
  await visitor.getByRole('button', { name: 'Accept the quote' }).click();
  await visitor.getByRole('dialog').getByText('€1,000.00').waitFor();
  await visitor.getByRole('dialog').getByRole('button', { name: 'Yes, order with costs' }).click();
  await visitor.getByRole('heading', { level: 1, name: 'The quote is accepted' }).waitFor();
  await open(visitor, `/quote?token=${mailed}`); // as it was mailed formerly
  await visitor.getByRole('heading', { level: 1, name: 'This link has done its work' }).waitFor();
  await isForEverybody(visitor);
  await state(seller, 'Agreed').waitFor();
});

test('the subscription of the quote has its terms for ever', async () => {
  await open(buyer, inside('buyer', '/subscriptions?q=Almanac%20Studio'));
  await buyer.getByRole('row', { name: 'Almanac Studio' }).getByRole('link').first().click();
  await buyer.getByRole('link', { name: `${reference}-2` }).waitFor();
  await isForEverybody(buyer);
});

test('a seller keeps a text for replies, and it is filled in', async () => {
  await open(seller, inside('seller', '/reply-templates'));
  await seller.getByRole('button', { name: 'New template' }).click();
  await seller.getByRole('textbox', { name: 'Name' }).fill('Later');
  await seller.getByRole('textbox', { name: 'Text' }).fill('Dear {customer}');
  await seller.getByRole('button', { name: 'Save' }).click();
  await seller.getByText('is nothing that can be filled in').first().waitFor();
  await seller.getByRole('textbox', { name: 'Text' }).fill('Dear {person}, later.');
  await seller.getByRole('button', { name: 'Save' }).click();
  await seller.getByRole('article', { name: 'Later' }).waitFor();
  await isForEverybody(seller);
  await open(seller, inside('seller', `/leads?q=${reference}`));
  await seller.getByRole('link', { name: reference }).click();
  await seller.getByLabel('Begin with a template').selectOption({ label: 'Later' });
  assert.equal(await seller.getByRole('textbox', { name: /Write to/ }).inputValue(), `Dear ${kontor.persons.buyer.name}, later.`);
  await seller.locator('input[type=file]').last().setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('first') });
  await seller.getByRole('button', { name: 'Send', exact: true }).click();
  await seller.getByRole('button', { name: /plan\.txt/ }).waitFor();
});

test('the list of requests has search, state and a way to withdraw', async () => {
  await open(buyer, inside('buyer', '/requests?state=quoted'));
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
