// Passkeys over HTTP: added, used for both steps of signing in, and useless once they were removed. A key pair here
// stands for the device.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { after, test } from 'node:test';
import { databaseSettings, startKontor } from '../support/kontor.mjs';

const kontor = await startKontor(await databaseSettings());
after(() => kontor.stop());
const { visitor, base_url: origin } = kontor;
const { email, password } = kontor.persons.partner;

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const id = randomBytes(16);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
let count = 0;

const clientData = (type, challenge) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
const head = (flags) => {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(++count);
  return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), counter]);
};
const answer = (client, response) => ({
  id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key',
  response: { clientDataJSON: client.toString('base64url'), ...response },
});

function registration({ challenge }) {
  const { x, y } = publicKey.export({ format: 'jwk' });
  const data = Buffer.concat([head(0x45), Buffer.alloc(16), Buffer.from([0, 16]), id, Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')]);
  return answer(clientData('webauthn.create', challenge), { authenticatorData: data.toString('base64url') });
}

function assertion({ challenge }, userHandle) {
  const client = clientData('webauthn.get', challenge), data = head(0x05);
  return answer(client, {
    authenticatorData: data.toString('base64url'),
    signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
    userHandle,
  });
}

const cookieOf = (reply) => ({ cookie: reply.headers.get('set-cookie').split(';')[0], 'kontor-csrf': reply.body.csrf_token });
const byPassword = () => visitor.post('/v1/sessions', { email, password });
let session, userHandle, passkey;

test('a passkey is added in a session', async () => {
  session = cookieOf(await byPassword());
  const { body } = await visitor.get('/v1/me/passkey-challenge', session);
  userHandle = body.public_key.user.id;
  passkey = await visitor.post('/v1/me/passkeys', { name: 'Test', passkey: registration(body.public_key) }, session);
  assert.equal(passkey.status, 201);
  assert.equal(passkey.body.recovery_codes.length, 10);
  assert.equal((await visitor.get('/v1/me/passkeys', session)).body.items[0].name, 'Test');
});

test('a program adds none', async () => {
  assert.equal((await kontor.as('partner').get('/v1/me/passkey-challenge')).status, 403);
});

test('it signs in alone, once for each challenge', async () => {
  const { body } = await visitor.get('/v1/sessions/passkey-challenge');
  const given = assertion(body.public_key, userHandle);
  const reply = await visitor.post('/v1/sessions/passkey', { passkey: given });
  assert.equal(reply.status, 201);
  assert.equal(reply.body.user.email, email);
  assert.equal((await visitor.post('/v1/sessions/passkey', { passkey: given })).status, 401);
  const { items } = (await visitor.get('/v1/me/sessions', cookieOf(reply))).body;
  assert.equal(items.find((one) => one.is_current).method, 'passkey');
});

test('it answers after the password, and the password alone opens nothing', async () => {
  const first = await byPassword();
  assert.equal(first.headers.get('set-cookie'), null);
  const { token, passkey } = first.body.challenge;
  const proof = { token, passkey: assertion(passkey.public_key) };
  assert.equal((await visitor.post('/v1/sessions/second-factor', proof)).status, 201);
  assert.equal((await visitor.post('/v1/sessions/second-factor', { token })).status, 422);
});

test('once removed it opens nothing', async () => {
  assert.equal((await visitor.delete(`/v1/me/passkeys/${passkey.body.id}`, session)).status, 204);
  const { body } = await visitor.get('/v1/sessions/passkey-challenge');
  const reply = await visitor.post('/v1/sessions/passkey', { passkey: assertion(body.public_key, userHandle) });
  assert.equal(reply.status, 401);
  assert.equal(reply.body.code, 'wrong_passkey');
});
