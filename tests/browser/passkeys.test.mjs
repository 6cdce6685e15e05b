// Somebody adds a passkey, signs in by it alone and beside the password, proves by it who it is, and removes it.
// Chromium's virtual authenticator stands for the finger on the sensor.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { sql } from '../support/kontor.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { desktop, isForEverybody } from './everybody.mjs';

// Passkeys belong to a domain, so that the marketplace must have one.
const port = await new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(String(port)));
  });
});
const { kontor, browser } = await startJourneys({
  KONTOR_LISTEN_PORT: port, KONTOR_PUBLIC_URL: `http://localhost:${port}`,
});
const { email, password, name } = kontor.persons.partner;

/** A device with a sensor and a finger on it, before the page; with the passkeys of another one. */
async function deviceFor(page, credentials = []) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
  for (const credential of credentials) await session.send('WebAuthn.addCredential', { authenticatorId, credential });
  return {
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    recognize: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

/** Somebody whose browser offers no passkeys where a name is typed, but for the button. */
async function personWithoutOffer() {
  const person = await browser.person();
  await person.addInitScript(() => (PublicKeyCredential.isConditionalMediationAvailable = async () => false));
  return person;
}

const page = await browser.signedIn('partner');
const device = await deviceFor(page);
const main = () => page.getByRole('main');
const dialog = () => page.getByRole('dialog');
const passkeys = () => main().getByRole('table', { name: 'Passkeys' });

// A count of signatures that does not go on would be taken for a stolen copy.
let used = 0;
const copies = async () => (await device.credentials()).map((one) => ({ ...one, signCount: (used += 100) }));
const isSignedIn = (person) => person.getByRole('banner').getByRole('button', { name, exact: true }).waitFor();

test('a passkey is added, with recovery codes since it is the first factor, and named anew', async () => {
  await open(page, '/account');
  await main().getByText('No passkeys yet').waitFor();
  await main().getByRole('button', { name: 'Add a passkey' }).click();
  await isForEverybody(page, [desktop]);
  await dialog().getByLabel('Name of the passkey').fill('Work laptop');
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await dialog().getByText('Keep these codes').waitFor();
  assert.equal(await dialog().getByRole('listitem').count(), 10);
  await dialog().getByLabel('I have stored the codes').check();
  await dialog().getByRole('button', { name: 'Done' }).click();
  await passkeys().getByText('Work laptop').waitFor();
  await main().getByRole('button', { name: 'Rename Work laptop' }).click();
  await dialog().getByLabel('Name of the passkey').fill('Laptop');
  await dialog().getByRole('button', { name: 'Rename' }).click();
  await passkeys().getByText('Laptop', { exact: true }).waitFor();
  await main().getByText('10 recovery codes are left').waitFor();
  await isForEverybody(page);
});

test('what the device has already is not added twice', async () => {
  await main().getByRole('button', { name: 'Add a passkey' }).click();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await dialog().getByText('This device has a passkey for your account already').waitFor();
  await dialog().getByRole('button', { name: 'Close' }).click();
});

test('later the passkey proves who one is', async () => {
  await sql(kontor, 'UPDATE session SET verified_at = 0');
  await main().getByRole('button', { name: 'Issue new recovery codes' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it still you?' });
  await proof.getByRole('button', { name: 'Use a passkey' }).waitFor();
  await isForEverybody(page, [desktop]);
  await proof.getByRole('button', { name: 'Use a passkey' }).click();
  const codes = page.getByRole('dialog', { name: 'Your recovery codes' });
  await codes.getByLabel('I have stored the codes').check();
  await codes.getByRole('button', { name: 'Done' }).click();
});

test('the passkey alone signs in, as the browser offers it on the page', async () => {
  const person = await browser.person();
  await deviceFor(person, await copies());
  await person.goto('/sign-in');
  await isSignedIn(person);
  await open(person, '/account');
  await person.getByRole('table', { name: 'Sessions' }).getByRole('cell', { name: 'Passkey', exact: true }).waitFor();
});

test('so it does by the button; whom the device does not recognize is not let in', async () => {
  const person = await personWithoutOffer();
  const other = await deviceFor(person, await copies());
  await other.recognize(false);
  await person.goto('/sign-in');
  await isForEverybody(person);
  await person.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await person.getByText('No passkey was used').waitFor();
  await other.recognize(true);
  await person.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await isSignedIn(person);
});

test('after the password the passkey does in place of a code', async () => {
  const person = await personWithoutOffer();
  await deviceFor(person, await copies());
  await person.goto('/sign-in');
  await person.getByLabel('E-mail address').fill(email);
  await person.getByLabel('Password', { exact: true }).fill(password);
  await person.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await person.getByRole('button', { name: 'Use a passkey' }).waitFor();
  await isForEverybody(person);
  await person.getByRole('button', { name: 'Use a passkey' }).click();
  await isSignedIn(person);
});

test('with the last passkey the second factor ends', async () => {
  await main().getByRole('button', { name: 'Remove Laptop' }).click();
  await page.getByText('It is your last second factor').waitFor();
  await page.getByRole('button', { name: 'Yes, remove the passkey' }).click();
  await main().getByText('No passkeys yet').waitFor();
  await main().getByText('Only your password protects this account').waitFor();
  await settled(page);
});

test('a passkey that was removed is told to be unknown', async () => {
  const person = await personWithoutOffer();
  await deviceFor(person, await copies());
  await person.goto('/sign-in');
  await person.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await person.getByText('This passkey is not known here').waitFor();
});
