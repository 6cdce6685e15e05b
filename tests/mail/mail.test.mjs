// Mail through a real SMTP server: what it looks like, whom it speaks to in which language, and what becomes of
// mail that the server puts off or refuses.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer as createReceiver } from 'node:http';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { eventually, root, startKontor } from '../support/kontor.mjs';
import { proofOf } from '../support/proof.mjs';

const mails = [];
let server, kontor;

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

before(async () => {
  const port = await freePort();
  server = spawn('/usr/bin/python3', [`${root}/tests/mail/server.py`, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: server.stdout });
  await new Promise((ready) => lines.once('line', ready));
  lines.on('line', (line) => mails.push(JSON.parse(line)));
  kontor = await startKontor({ KONTOR_MAIL_URL: `smtp://127.0.0.1:${port}` });
});
after(async () => {
  await kontor?.stop();
  server?.kill();
});

const withProof = async (path, body) => kontor.visitor.post(path, { ...body, proof: await proofOf(kontor.visitor) });
const register = (email, language, name = 'Mila Kran') =>
  withProof('/v1/registrations', { organization_name: 'Přístav & Söhne', name, email, language });
const mailTo = (address, seen = 0) => eventually(`mail to ${address}`,
  () => mails.filter((mail) => mail.to.includes(address))[seen]);

test('a registration sends a mail whose link sets the password', async () => {
  assert.equal((await register('mila@harbour.example', 'en')).status, 202);
  const mail = await mailTo('mila@harbour.example');
  assert.equal(mail.type, 'multipart/alternative');
  assert.match(mail.from, /^no-reply@/);
  assert.match(mail.message_id, /^<.+@.+>$/);
  assert.equal(mail.auto, 'auto-generated');
  assert.ok(mail.is_ascii && mail.longest_line <= 998);
  const [, token] = /token=([\w.~-]+)/.exec(mail.text);
  assert.ok(mail.html.includes(token));
  const set = await kontor.visitor.post('/v1/passwords', { token, password: 'Nordstern-2026-Kai' });
  assert.equal(set.status, 204);
});

test('everybody is written to in their own language, whatever letters it has', async () => {
  for (const [language, words] of [['de', /Passwort/], ['fr', /mot de passe/i], ['cs', /heslo/i]]) {
    const address = `person@${language}.example`;
    await register(address, language, 'Jiří Ünal');
    const mail = await mailTo(address);
    assert.equal(mail.language, language);
    assert.match(mail.text, words);
    assert.ok(!/=\?/.test(mail.subject), 'the subject is decoded as one text');
  }
});

test('a known address is told by mail, not by the answer', async () => {
  await register('mila@harbour.example', 'en');
  const mail = await mailTo('mila@harbour.example', 1);
  assert.doesNotMatch(mail.text, /password\?token=/);
});

test('what the server puts off arrives later, under the same Message-ID', async () => {
  await register('defer@harbour.example', 'en');
  const mail = await mailTo('defer@harbour.example');
  assert.ok(mail.text.includes('token='));
});

test('what the server refuses is not tried again, and the operator sees why', async () => {
  await register('refuse@harbour.example', 'en');
  const job = await eventually('a dead job', async () => {
    const { body } = await kontor.as('operator').get('/v1/operator/jobs?state=dead');
    return body.items.find((one) => one.kind === 'send_mail');
  });
  assert.match(job.problem, /550|refused/i);
});

test('a forgotten password is answered by mail', async () => {
  const asked = await withProof('/v1/password-links', { email: 'owner@acme.example' });
  assert.equal(asked.status, 202);
  await eventually('mail with a link', () =>
    mails.some((mail) => mail.to.includes('owner@acme.example') && /token=/.test(mail.text)));
});

test('a name cannot add a header, nor pass for an encoded word', async () => {
  const evil = '=?utf-8?q?x=0D=0ABcc:_spy@evil.example?=';
  const company = { company_name: evil, website: 'https://evil.example', contact_email: 'a@evil.example',
    marketplace_email: 'b@evil.example', country: 'DE' };
  const broken = await withProof('/v1/registrations',
    { organization_name: 'Evil\r\nBcc: spy@evil.example', name: 'Eve', email: 'eve@evil.example', language: 'en' });
  assert.equal(broken.status, 422);
  await withProof('/v1/registrations',
    { organization_name: evil, name: 'Eve', email: 'eve@evil.example', language: 'en' });
  const [, token] = /token=([\w.~-]+)/.exec((await mailTo('eve@evil.example')).text);
  const password = 'Nordstern-2026-Kai';
  await kontor.visitor.post('/v1/passwords', { token, password });
  const json = { 'Content-Type': 'application/json' };
  const session = await fetch(`${kontor.base_url}/v1/sessions`,
    { method: 'POST', headers: json, body: JSON.stringify({ email: 'eve@evil.example', password }) });
  const cookie = session.headers.getSetCookie()[0].split(';')[0];
  const { csrf_token } = await session.json();
  const submitted = await fetch(`${kontor.base_url}/v1/organization/profiles`,
    { method: 'POST', headers: { ...json, Cookie: cookie, 'Kontor-CSRF': csrf_token }, body: JSON.stringify(company) });
  assert.equal(submitted.status, 201);
  const mail = await eventually('mail to the operator', () => mails.find((one) => one.subject.includes('Bcc:')));
  assert.ok(mail.subject.includes(evil), 'the name stands there as it is');
  assert.ok(mail.is_ascii && mail.longest_line <= 998);
  assert.ok(!mails.some((one) => one.to.includes('spy@evil.example')));
});

test('the operator\'s words are what is sent', async () => {
  const path = '/v1/operator/templates/password_reset/en', operator = kontor.as('operator');
  const { body: words } = await operator.get(path);
  const changed = { subject: 'A way back – für Sie', body: 'You have {minutes} minutes.\n\nHurry, <b>please</b>.', button: words.button, why: words.why };
  assert.equal((await operator.put(path, changed)).status, 200);
  await withProof('/v1/password-links', { email: kontor.persons.buyer.email });
  const mail = await mailTo(kontor.persons.buyer.email);
  assert.equal(mail.subject, changed.subject);
  assert.equal(mail.unsubscribe, null);
  assert.match(mail.text, /You have 5 minutes\.\n\nHurry, <b>please<\/b>\./);
  assert.match(mail.html, /Hurry, &lt;b&gt;please/);
  assert.equal((await operator.delete(path)).status, 204);
});

test('a test goes to the operator who asks for it', async () => {
  const tested = await kontor.as('operator').post('/v1/operator/templates/lead_placed/de/test', { subject: 'Neu: {product}' });
  assert.equal(tested.status, 202);
  const mail = await eventually('the test', () => mails.find((one) => /^\[Test\] Neu: /.test(one.subject)));
  assert.deepEqual(mail.to, [kontor.persons.operator.email]);
  assert.equal(mail.language, 'de');
});

test('what may be refused is refused by one click in the mail program', async () => {
  const gone = createReceiver((request, response) => response.writeHead(410).end());
  await new Promise((done) => gone.listen(0, '127.0.0.1', done));
  const owner = kontor.as('owner');
  const url = `http://127.0.0.1:${gone.address().port}/`;
  const { body: hook } = await owner.post('/v1/webhooks', { name: 'Gone', url, events: ['order.*'] });
  await owner.post(`/v1/webhooks/${hook.id}/test`);
  const mail = await eventually('the mail', () => mails.find((one) => /webhook Gone/.test(one.subject)));
  gone.close();
  assert.equal(mail.unsubscribe_post, 'List-Unsubscribe=One-Click');
  const link = /^<(.+)>$/.exec(mail.unsubscribe)[1];
  assert.ok(mail.text.includes(link));
  const timing = async () => (await owner.get('/v1/me/notifications')).body.items.find((one) => one.group === 'organization').timing;

  const looked = await fetch(link, { redirect: 'manual' });
  assert.equal(looked.status, 303);
  assert.ok(looked.headers.get('location').startsWith(`${kontor.base_url}/unsubscribe?token=`));
  assert.equal(await timing(), 'at_once');
  const clicked = await fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  assert.equal(clicked.status, 204);
  assert.equal(await timing(), 'never');
});
