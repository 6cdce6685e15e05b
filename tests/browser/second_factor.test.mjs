// Somebody protects the account with a second factor, signs in by it, and proves later who it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '../support/kontor.mjs';
import { totp } from '../support/totp.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { desktop, isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const { email, password, name } = kontor.persons.partner;
const page = await browser.signedIn('partner');
const main = () => page.getByRole('main');
const dialog = () => page.getByRole('dialog');
let key, codes;

/** As if everybody had signed in more than an hour ago. */
const forgetProofs = () => sql(kontor, 'UPDATE session SET verified_at = 0');

async function passwordOf(person) {
  await person.goto('/sign-in');
  await person.getByLabel('E-mail address').fill(email);
  await person.getByLabel('Password', { exact: true }).fill(password);
  await person.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await person.getByRole('textbox', { name: 'Code' }).waitFor();
}

async function code(person, text) {
  await person.getByRole('textbox', { name: 'Code' }).fill(text);
  await person.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a device is added by its QR code or key, and recovery codes are kept', async () => {
  await open(page, '/account');
  await main().getByText('Only your password protects this account').waitFor();
  await main().getByRole('button', { name: 'Add a device' }).click();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await dialog().getByText('Enter a name.').waitFor();
  await dialog().getByLabel('Name of the device').fill('Work phone');
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await dialog().getByRole('img', { name: 'QR code for Work phone' }).waitFor();
  await isForEverybody(page);
  key = await dialog().getByRole('code').innerText();
  await dialog().getByRole('textbox', { name: 'Code' }).fill('000000');
  await dialog().getByRole('button', { name: 'Confirm' }).click();
  await dialog().getByText('This code is not right').first().waitFor();
  await dialog().getByRole('textbox', { name: 'Code' }).fill(totp(key));
  await dialog().getByRole('button', { name: 'Confirm' }).click();
  await dialog().getByText('Keep these codes').waitFor();
  codes = await dialog().getByRole('listitem').allInnerTexts();
  assert.equal(codes.length, 10);
  assert.ok(await dialog().getByRole('button', { name: 'Done' }).isDisabled());
  await isForEverybody(page, [desktop]);
  await dialog().getByLabel('I have stored the codes').check();
  await dialog().getByRole('button', { name: 'Done' }).click();
  await main().getByRole('table', { name: 'Second factor' }).getByText('Work phone').waitFor();
  await main().getByText('10 recovery codes are left').waitFor();
});

test('from then on the password is followed by a code, which works once', async () => {
  const other = await browser.person();
  await passwordOf(other);
  await isForEverybody(other);
  const used = totp(key, 1);
  await code(other, used);
  await other.getByRole('banner').getByRole('button', { name, exact: true }).waitFor();
  const third = await browser.person();
  await passwordOf(third);
  await code(third, used);
  await third.getByText('This code is not right').first().waitFor();
  await code(third, codes[0]);
  await third.getByRole('banner').getByRole('button', { name, exact: true }).waitFor();
  await open(third, '/account');
  await third.getByText('9 recovery codes are left').waitFor();
});

test('later one proves again who one is, and what was begun goes on', async () => {
  await forgetProofs();
  await open(page, '/account');
  await main().getByRole('button', { name: 'Create a token' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('nightly');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it still you?' });
  await proof.waitFor();
  await isForEverybody(page, [desktop]);
  await proof.getByRole('textbox', { name: 'Code' }).fill(codes[1]);
  await proof.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('dialog', { name: 'The new token' }).waitFor();
  await page.getByLabel('I have stored the secret').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
});

test('whoever does not prove it changes nothing, and is told so', async () => {
  await forgetProofs();
  await main().getByRole('button', { name: 'Remove Work phone' }).click();
  await page.getByText('It is your last second factor').waitFor();
  await page.getByRole('button', { name: 'Yes, remove the device' }).click();
  await page.getByRole('dialog', { name: 'Is it still you?' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Nothing was done').waitFor();
  await page.getByRole('button', { name: 'Yes, remove the device' }).click();
  await page.getByRole('textbox', { name: 'Code' }).fill(codes[2]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await main().getByText('Only your password protects this account').waitFor();
  await settled(page);
});
