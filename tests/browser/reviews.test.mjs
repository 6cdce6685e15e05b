// A revision from its submission to the decision, by seller and operator in turn, and back to the former one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/kontor.mjs';
import { open, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const operator = await browser.signedIn('operator');
const seller = await browser.signedIn('seller');
const main = (page) => page.getByRole('main');
const queue = `/o/${kontor.persons.operator.organization_id}/operator/reviews`;

const SLUG = 'almanac-embeddings';
const NAME = 'Almanac Embeddings';
const look = async () => (await kontor.visitor.get(`/v1/products/${SLUG}`)).body;
const api = kontor.as('seller');

/** Hands in another version, with an address that only we could reach. */
async function submit(version) {
  const offer = (await api.get(`/v1/offers/${SLUG}`)).body;
  const { status, body } = await api.put('/v1/offers', offer.replace(/^version: .*$/m, `version: "${version}"`)
    .replace(/^documentation_url: .*$/m, 'documentation_url: "http://10.0.0.1/manual"'), { 'content-type': 'application/yaml' });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

async function openReview() {
  await open(operator, queue);
  await main(operator).getByRole('link', { name: NAME }).click();
  await main(operator).getByText('Texts and languages').waitFor(); // the check has ended
}

test('the operator finds it in the queue, with what blocks and what differs', async () => {
  await submit('98');
  await open(operator, queue);
  await isForEverybody(operator);
  await openReview();
  await main(operator).getByText('http://10.0.0.1/manual leads to an address that visitors cannot reach.').waitFor();
  await main(operator).getByRole('region', { name: 'Version', exact: true }).getByText('98').waitFor();
  await main(operator).getByRole('button', { name: 'Show' }).click();
  await main(operator).getByRole('heading', { name: 'Used software' }).waitFor();
  await isForEverybody(operator);
});

test('it is rejected with what blocks at its field, and the seller reads that', async () => {
  await main(operator).getByRole('button', { name: 'Reject…' }).click();
  const dialog = operator.getByRole('dialog', { name: 'Reject revision 2?' });
  assert.match(await dialog.getByLabel('What is wrong with it').inputValue(), /cannot reach/);
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await dialog.getByText('Say why.').waitFor();
  await dialog.getByLabel('Reason', { exact: false }).first().fill('Nearly.');
  await isForEverybody(operator);
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await main(operator).getByRole('article', { name: 'Submission' }).getByText('Nearly.').waitFor();

  await open(seller, `/o/${kontor.persons.seller.organization_id}/products`);
  await main(seller).getByRole('link', { name: NAME }).click();
  await main(seller).getByRole('link', { name: 'Revision 2' }).click();
  await main(seller).getByRole('article', { name: 'Submission' }).getByText('Nearly.').waitFor();
  await main(seller).getByRole('article', { name: 'Submission' }).getByText('Documentation:').waitFor();
  await isForEverybody(seller);
});

test('what blocks is approved only with a reason', async () => {
  await submit('99');
  await openReview();
  await main(operator).getByRole('button', { name: 'Approve…' }).click();
  const dialog = operator.getByRole('dialog', { name: 'Approve revision 2?' });
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await dialog.getByText('Say why.').waitFor();
  await dialog.getByLabel('Why you approve it').fill('They promised to mend it.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await main(operator).getByText('They promised to mend it.').waitFor();
  await eventually('version 99', async () => (await look()).product_version === '99');
});

test('the seller goes back to the former revision', async () => {
  await open(seller, `/o/${kontor.persons.seller.organization_id}/products`);
  await main(seller).getByRole('link', { name: NAME }).click();
  await main(seller).getByRole('link', { name: 'Revision 1' }).click();
  await main(seller).getByRole('button', { name: 'Go back to this revision…' }).click();
  const dialog = seller.getByRole('dialog', { name: 'Go back to revision 1?' });
  await dialog.getByLabel('Reason').fill('99 is slow.');
  await dialog.getByRole('button', { name: 'Go back to it' }).click();
  await main(seller).getByText('99 is slow.').waitFor();
  await eventually('the former version', async () => (await look()).product_version !== '99');
});
