// Mail through a real SMTP server: what it looks like, whom it speaks to in which language, and what becomes of
// mail that the server puts off or refuses.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { eventually, root, startKontor } from '../support/kontor.mjs';

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

const register = (email, language, name = 'Mila Kran') =>
  kontor.visitor.post('/v1/registrations', { organization_name: 'Přístav & Söhne', name, email, language });
const mailTo = (address, seen = 0) => eventually(`mail to ${address}`,
  () => mails.filter((mail) => mail.to.includes(address))[seen], 20_000);

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
  }, 20_000);
  assert.match(job.problem, /550|refused/i);
});

test('a forgotten password is answered by mail', async () => {
  const asked = await kontor.visitor.post('/v1/password-links', { email: 'owner@acme.example' });
  assert.equal(asked.status, 202);
  await eventually('mail with a link', () =>
    mails.some((mail) => mail.to.includes('owner@acme.example') && /token=/.test(mail.text)));
});
