// Signing in by OpenID Connect: with real providers of two makes, and with one that lies in every way we know.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, linkFor, startKontor } from '../support/kontor.mjs';
import { confused, newBrowser, newKey, startOpenid } from '../support/openid.mjs';
import { startCertified, startGlewlwyd } from '../support/openid_providers.mjs';
import { totp } from '../support/totp.mjs';

const PROVIDERS = '/v1/identity-providers';
let kontor, owner, operator, liar, own, domain, email, password;

/** Adds a provider and waits until it was asked. */
const add = async (by, wanted) => {
  const made = await by.post(PROVIDERS, { client_id: 'kontor', client_secret: 'a secret', name: 'Work account', ...wanted });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return eventually('the provider to be asked', async () => {
    const { body } = await by.get(`${PROVIDERS}/${made.body.id}`);
    return body.state !== 'checking' && body;
  });
};

before(async () => {
  kontor = await startKontor({ ...(await databaseSettings()), KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8' });
  [owner, operator] = [await kontor.signedIn('owner'), await kontor.signedIn('operator')];
  ({ email, password } = kontor.persons.owner);
  domain = email.split('@')[1];
  liar = await startOpenid();
  own = await add(owner, { address: liar.url, creates_users: true });
});
after(async () => {
  await liar?.stop();
  await kontor?.stop();
});

const tell = (person, lie = {}) => Object.assign(liar, { person, lie });

test('a provider is asked what it is, and its secret is never shown', async () => {
  assert.equal(own.state, 'ready');
  assert.equal(own.has_secret, true);
  assert.ok(!JSON.stringify(own).includes('a secret'));
  assert.ok(own.redirect_url.endsWith(`/sign-in/callback/${own.id}`));
  const other = await add(owner, { name: 'Elsewhere', address: `${liar.url}/tenant` });
  assert.equal(other.state, 'failed');
  assert.match(other.problem, /No configuration/);
  assert.equal((await owner.delete(`${PROVIDERS}/${other.id}`)).status, 204);
});

test('a provider that says it is another one, or sends secrets in the clear, is none', async () => {
  for (const [configuration, problem] of [
    [{ issuer: 'https://accounts.example' }, /calls itself/],
    [{ token_endpoint: 'http://idp.example/token' }, /token_endpoint/],
    [{ authorization_endpoint: 'javascript:alert(1)' }, /authorization_endpoint/],
  ]) {
    tell({ sub: 'x' }, { configuration });
    const other = await add(owner, { name: 'Elsewhere', address: liar.url });
    assert.equal(other.state, 'failed');
    assert.match(other.problem, problem);
    assert.equal((await owner.delete(`${PROVIDERS}/${other.id}`)).status, 204);
  }
  const inner = await add(owner, { name: 'Inner', address: 'https://169.254.169.254' });
  assert.match(inner.problem, /private or special range/);
  assert.equal((await owner.delete(`${PROVIDERS}/${inner.id}`)).status, 204);
  const clear = await owner.post(PROVIDERS, { name: 'Clear', address: 'http://idp.example', client_id: 'x' });
  assert.equal(clear.body.errors[0].code, 'bad_address');
});

test('only owners change providers, and only the operator has one for everybody', async () => {
  assert.equal((await kontor.as('buyer').get(PROVIDERS)).status, 403);
  assert.equal((await kontor.as('partner').get(`${PROVIDERS}/${own.id}`)).status, 404);
  const wanted = { name: 'All', address: liar.url, client_id: 'x', is_platform: true };
  assert.equal((await owner.post(PROVIDERS, wanted)).body.errors[0].code, 'not_allowed');
});

test('before the operator confirmed the domain, the provider’s word on a mail address is worth nothing', async () => {
  for (const address of [email, `nobody@${domain}`, kontor.persons.operator.email]) {
    tell({ sub: `claims ${address}`, email: address, email_verified: true });
    const answer = await newBrowser(kontor).signInBy(own.id);
    assert.equal(answer.status, 409);
    assert.equal(answer.body.code, 'not_linked'); // the same for all: nobody learns who has an account
  }
  const methods = await kontor.visitor.post('/v1/sign-in-methods', { email });
  assert.deepEqual(methods.body.items, []);
});

test('the operator confirms a mail domain once; then it leads to the provider', async () => {
  const asked = await owner.post(`${PROVIDERS}/${own.id}/mail-domains`, { domain: `@${domain.toUpperCase()}` });
  assert.equal(asked.status, 201);
  assert.equal(asked.body.domain, domain);
  assert.equal((await owner.post(`${PROVIDERS}/${own.id}/mail-domains`, { domain: 'no domain' })).body.errors[0].code, 'bad_domain');
  const waiting = await operator.get('/v1/operator/mail-domains');
  assert.equal(waiting.body.items[0].id, asked.body.id);
  assert.ok(waiting.body.items[0].organization_name);
  assert.equal((await operator.post(`/v1/operator/mail-domains/${asked.body.id}/confirmation`)).status, 200);

  for (const person of [email, `nobody@${domain.toUpperCase()}`]) {
    const methods = await kontor.visitor.post('/v1/sign-in-methods', { email: person });
    assert.deepEqual(methods.body.items.map(({ name }) => name), ['Work account']);
  }
});

test('a member with an address of the domain signs in; a new one is made with the role reports', async () => {
  tell({ sub: 'owner', email: email.toUpperCase(), email_verified: true, name: 'Berta' });
  const browser = newBrowser(kontor);
  const answer = await browser.signInBy(own.id);
  assert.equal(answer.status, 201);
  assert.equal(await browser.user(), email);
  const session = [...browser.cookies.values()].find(({ pair }) => pair.startsWith('kontor_session'));
  assert.match(session.line, /HttpOnly; SameSite=Lax/);
  assert.equal(browser.cookies.size, 1, 'the cookie of the way is gone');
  const sessions = await browser.get('/v1/me/sessions');
  assert.equal(sessions.body.items.find(({ is_current }) => is_current).method, own.id);

  tell({ sub: 'new', email: `new@${domain}`, email_verified: true, name: 'Nina New' });
  const nina = newBrowser(kontor);
  assert.equal((await nina.signInBy(own.id)).status, 201);
  const { body } = await nina.get('/v1/session');
  assert.equal(body.user.name, 'Nina New');
  assert.deepEqual(body.permissions, ['reports']);
  assert.equal((await nina.delete(`/v1/me/linked-identities/${own.id}`)).status, 403); // the provider has no say in her account
});

test('whom an owner removed the provider does not bring back, not even with another address', async () => {
  const gerda = { sub: 'gone', email: `gerda@${domain}`, email_verified: true, name: 'Gerda Gone' };
  tell(gerda);
  const browser = newBrowser(kontor);
  assert.equal((await browser.signInBy(own.id)).status, 201);
  const { body } = await browser.get('/v1/session');
  assert.equal((await owner.delete(`/v1/organization/members/${body.user.id}`)).status, 204);
  tell({ ...gerda, email: `other@${domain}` });
  const answer = await newBrowser(kontor).signInBy(own.id);
  assert.equal(answer.status, 409);
  assert.equal(answer.body.code, 'member_removed');
});

test('an address that the provider did not verify, or of another domain, is worth nothing', async () => {
  tell({ sub: 'unverified', email: `somebody@${domain}`, email_verified: false });
  assert.equal((await newBrowser(kontor).signInBy(own.id)).body.code, 'mail_not_verified');
  tell({ sub: 'other', email: kontor.persons.operator.email, email_verified: true });
  assert.equal((await newBrowser(kontor).signInBy(own.id)).body.code, 'not_linked');
});

const lies = {
  'another issuer': { claims: (told) => ({ ...told, iss: 'https://accounts.example' }), word: /iss/ },
  'another audience': { claims: (told) => ({ ...told, aud: 'another' }), word: /aud/ },
  'several audiences and no party': { claims: (told) => ({ ...told, aud: ['kontor', 'another'] }), word: /aud/ },
  'another party': { claims: (told) => ({ ...told, azp: 'another' }), word: /aud/ },
  'another nonce': { claims: (told) => ({ ...told, nonce: 'another' }), word: /nonce/ },
  'no nonce': { claims: ({ nonce, ...told }) => told, word: /nonce/ },
  'a time that is over': { claims: (told) => ({ ...told, exp: told.iat - 120 }), word: /exp/ },
  'no end': { claims: ({ exp, ...told }) => told, word: /exp/ },
  'a token of yesterday': { claims: (told) => ({ ...told, iat: told.iat - 86_400 }), word: /iat/ },
  'no subject': { claims: ({ sub, ...told }) => told, word: /sub/ },
  'another access token': { claims: (told) => ({ ...told, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }), word: /at_hash/ },
  'alg none': { token: (told) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(told)).toString('base64url')}.`, word: /alg/ },
  'the public key as a shared one': { token: (told) => confused(liar.key, told), word: /alg/ },
  'no token at all': { token: () => 'nonsense', word: /JWS/ },
  'userinfo of somebody else': { userinfo: { sub: 'somebody else' }, word: /userinfo/ },
  'thirty megabytes': { big: true, word: /./ },
  'a redirect to elsewhere': { redirect: 'http://169.254.169.254/token', word: /HTTP 307/ },
};
for (const [name, { word, ...lie }] of Object.entries(lies))
  test(`a provider that answers with ${name} is not believed`, async () => {
    tell({ sub: 'owner', email, email_verified: true }, lie);
    const browser = newBrowser(kontor);
    const answer = await browser.signInBy(own.id);
    assert.equal(answer.body.state, 'failed');
    assert.match(answer.body.failure, word);
    const begun = await browser.post(`/v1/external-sign-ins/${answer.body.id}/session`);
    assert.equal(begun.body.code, 'not_ready');
    assert.equal(await browser.user(), undefined);
  });

test('a name or address that nobody could type here is not taken over', async () => {
  tell({ sub: 'odd', email: `odd@${domain}`, email_verified: true, name: 'Odd\r\nBcc: somebody@elsewhere.example' });
  const browser = newBrowser(kontor);
  await browser.signInBy(own.id);
  assert.equal((await browser.get('/v1/session')).body.user.name, `odd@${domain}`);
  tell({ sub: 'odder', email: `"odd\n"@${domain}`, email_verified: true });
  assert.equal((await newBrowser(kontor).signInBy(own.id)).body.code, 'mail_not_verified');
});

test('several audiences are believed where the provider says that it means us', async () => {
  tell({ sub: 'owner' }, { claims: (told) => ({ ...told, aud: ['another', 'kontor'], azp: 'kontor' }) });
  assert.equal((await newBrowser(kontor).signInBy(own.id)).status, 201);
});

test('a new key is asked for once, and one that is not the provider’s stays unknown', async () => {
  for (const alg of ['ES256', 'EdDSA', 'RS256']) {
    tell({ sub: 'owner' });
    liar.key = newKey(alg);
    liar.asked.length = 0;
    assert.equal((await newBrowser(kontor).signInBy(own.id)).status, 201, alg);
    assert.equal(liar.asked.filter((path) => path === '/keys').length, 1);
  }
  const known = liar.key.jwk;
  liar.key = newKey();
  tell({ sub: 'owner' }, { keys: { keys: [known] } });
  const answer = await newBrowser(kontor).signInBy(own.id);
  assert.match(answer.body.failure, /kid/);
  tell({ sub: 'owner' });
});

test('an answer counts once, in the browser that began, from the provider that was asked', async () => {
  tell({ sub: 'owner' });
  const browser = newBrowser(kontor), thief = newBrowser(kontor);
  const begun = await browser.post('/v1/external-sign-ins', { provider_id: own.id, return_to: '/orders' });
  const back = await browser.visit(begun);
  const at = `/v1/external-sign-ins/${begun.body.id}`;
  assert.equal((await thief.answer(back)).status, 404);
  assert.equal((await thief.get(at)).status, 404);
  assert.equal((await browser.post(`${at}/session`)).body.code, 'not_ready');
  assert.equal((await browser.answer(back)).body.state, 'ready');
  assert.equal((await browser.answer(back)).body.code, 'already_answered');
  assert.equal((await thief.post(`${at}/session`)).status, 404);
  assert.equal((await browser.get(at)).body.return_to, '/orders');
  assert.equal((await browser.post(`${at}/session`)).status, 201);
  assert.equal((await browser.post(`${at}/session`)).status, 404); // its cookie is gone
  assert.equal((await thief.user()), undefined);

  for (const iss of ['https://accounts.example', undefined]) {
    const mixed = newBrowser(kontor);
    const seen = await mixed.answer({ ...(await mixed.visit(await mixed.post('/v1/external-sign-ins', { provider_id: own.id }))), iss });
    assert.equal(seen.body.state, 'failed');
    assert.match(seen.body.failure, /another provider/);
  }
});

test('an answer of one provider is not handed to another, even where neither says who it is', async () => {
  const honest = await startOpenid();
  const quiet = { configuration: { authorization_response_iss_parameter_supported: false } };
  honest.lie = quiet;
  tell({ sub: 'owner' }, quiet);
  const victims = await add(owner, { name: 'Honest', address: honest.url });
  const attackers = await add(owner, { name: 'Attacker', address: liar.url });
  const victim = newBrowser(kontor);
  const begun = await victim.post('/v1/external-sign-ins', { provider_id: attackers.id });
  // The attacker's provider leads on to the honest one, which knows only its own address of ours.
  const there = new URL(begun.body.location);
  const led = new URL(`${honest.url}/authorize${there.search}`);
  led.searchParams.set('redirect_uri', victims.redirect_url);
  const { iss, ...back } = await victim.visit({ body: { location: led.href } });
  assert.equal(back.provider_id, victims.id);
  liar.asked.length = 0;
  const seen = await victim.answer(back);
  assert.equal(seen.body.state, 'failed');
  assert.match(seen.body.failure, /another provider/);
  assert.deepEqual(liar.asked, [], 'the attacker is not told the code');
  const bare = await newBrowser(kontor);
  const without = await bare.visit(await bare.post('/v1/external-sign-ins', { provider_id: attackers.id }));
  assert.equal((await bare.answer({ id: without.id, code: without.code })).body.state, 'failed');
  for (const { id } of [victims, attackers]) assert.equal((await owner.delete(`${PROVIDERS}/${id}`)).status, 204);
  await honest.stop();
});

test('where the page goes on is a path of ours', async () => {
  for (const return_to of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example'])
    assert.equal((await newBrowser(kontor).post('/v1/external-sign-ins', { provider_id: own.id, return_to })).status, 422, return_to);
});

test('whoever begins again and again without coming back has to wait, at that provider', async () => {
  const other = await startOpenid();
  const slow = await add(owner, { name: 'Slow', address: other.url });
  const statuses = [];
  for (let i = 0; i < 31; i++) statuses.push((await newBrowser(kontor).post('/v1/external-sign-ins', { provider_id: slow.id })).status);
  assert.deepEqual([statuses[0], statuses[29], statuses[30]], [201, 201, 429]);
  tell({ sub: 'owner' });
  assert.equal((await newBrowser(kontor).signInBy(own.id)).status, 201);
  assert.equal((await owner.delete(`${PROVIDERS}/${slow.id}`)).status, 204);
  await other.stop();
});

test('who declines at the provider is told so', async () => {
  const browser = newBrowser(kontor);
  const begun = await browser.post('/v1/external-sign-ins', { provider_id: own.id });
  const { body } = await browser.post(`/v1/external-sign-ins/${begun.body.id}/answer`, { provider_id: own.id, error: 'access_denied<script>', iss: liar.url });
  assert.equal(body.state, 'failed');
  assert.match(body.failure, /“access_denied”/);
});

test('a platform-wide provider links nobody by an address; a signed-in person links it, once', async () => {
  const wide = await startOpenid();
  const work = await add(operator, { name: 'Personal account', address: wide.url, is_platform: true });
  assert.equal(work.state, 'ready');
  const methods = await kontor.visitor.post('/v1/sign-in-methods', {});
  assert.deepEqual(methods.body.items.map(({ name }) => name), ['Personal account']);
  const buyer = kontor.persons.buyer;
  wide.person = { sub: 'buyer', email: buyer.email, email_verified: true };
  assert.equal((await newBrowser(kontor).signInBy(work.id)).body.code, 'account_exists');
  wide.person = { sub: 'stranger', email: 'stranger@elsewhere.example', email_verified: true };
  assert.equal((await newBrowser(kontor).signInBy(work.id)).body.code, 'no_account');

  wide.person = { sub: 'buyer', email: 'private@elsewhere.example', email_verified: false };
  const browser = newBrowser(kontor);
  await browser.signIn(buyer.email, buyer.password);
  const asks = (by, path) => by.post(path, { provider_id: work.id }).then(({ body }) =>
    ['prompt', 'max_age'].map((name) => new URL(body.location).searchParams.get(name)));
  assert.deepEqual(await asks(browser, '/v1/me/linked-identities'), ['login', '60'], 'another one may sit before the browser');
  assert.deepEqual(await asks(newBrowser(kontor), '/v1/external-sign-ins'), [null, null]);
  assert.equal((await browser.linkTo(work.id)).status, 204);
  assert.equal((await browser.get('/v1/me/linked-identities')).body.items[0].provider_name, 'Personal account');
  const mailed = (subject) => eventually(`the mail ${subject}`, () => kontor.log().split('\n').some((line) =>
    line.includes(`to=${buyer.email} `) && line.includes(subject)));
  await mailed('Your account was linked to Personal account');
  const other = newBrowser(kontor);
  assert.equal((await other.signInBy(work.id)).status, 201);
  assert.equal(await other.user(), buyer.email);

  // What proves anew who one is: having signed in at the provider since, not its session of before.
  const issue = (by) => by.post('/v1/me/api-tokens', { name: 'Laptop', scopes: ['read'] }).then(({ status, body }) => body.code ?? status);
  const hourAgo = () => Math.floor(Date.now() / 1000) - 3700;
  for (const auth_time of [hourAgo(), undefined, 'now', Math.floor(Date.now() / 1000) + 3600]) {
    wide.lie = { more: { auth_time } };
    const late = newBrowser(kontor);
    assert.equal((await late.signInBy(work.id)).status, 201);
    assert.equal(await issue(late), 'verification_required', `auth_time ${auth_time}`);
    const refused = await late.signInBy(work.id);
    assert.equal(refused.body.state, 'failed', `auth_time ${auth_time}`);
    assert.match(refused.body.failure, /did not say that you signed in anew/);
    assert.equal((await late.linkTo(work.id)).status, 403);
    wide.lie = {};
    assert.equal((await late.signInBy(work.id)).status, 201);
    assert.equal(await issue(late), 201);
  }

  const reporter = newBrowser(kontor);
  await reporter.signIn(kontor.persons.reporter.email, kontor.persons.reporter.password);
  assert.equal((await reporter.linkTo(work.id)).body.code, 'identity_taken');
  wide.person = { sub: 'second', email: null };
  assert.equal((await browser.linkTo(work.id)).body.code, 'already_linked');

  assert.equal((await browser.delete(`/v1/me/linked-identities/${work.id}`)).status, 204);
  await mailed('Your account was unlinked from Personal account');
  assert.equal(await other.user(), undefined, 'sessions by the link end with it');
  assert.equal(await browser.user(), buyer.email);
  await wide.stop();
});

test('whoever has a second factor is asked for it behind the provider', async () => {
  tell({ sub: 'owner' });
  const browser = newBrowser(kontor);
  await browser.signInBy(own.id);
  assert.equal((await browser.post('/v1/me/second-factors', { name: 'Telephone' })).status, 403);
  assert.equal((await browser.get('/v1/session')).body.is_limited, true);
  for (const refused of [
    browser.delete('/v1/me/api-tokens/x'),
    browser.delete('/v1/me/sessions'),
    browser.put('/v1/me/notifications', { off: [] }),
    browser.post('/v1/invitations/acceptance', { token: 'x' }),
  ])
    assert.equal((await refused).body.code, 'verification_required');
  assert.equal((await browser.post('/v1/session/verification', { password })).status, 204);
  assert.equal((await browser.get('/v1/session')).body.is_limited, false);
  const device = (await browser.post('/v1/me/second-factors', { name: 'Telephone' })).body;
  assert.equal((await browser.post(`/v1/me/second-factors/${device.id}/confirmation`, { code: totp(device.secret) })).status, 200);
  const again = newBrowser(kontor);
  const answer = await again.signInBy(own.id);
  assert.equal(answer.status, 201);
  assert.equal(answer.body.user, null);
  assert.equal(await again.user(), undefined);
  const proof = { token: answer.body.challenge.token, code: totp(device.secret, 1) };
  assert.equal((await again.post('/v1/sessions/second-factor', proof)).status, 201);
  assert.equal((await again.get('/v1/me/sessions')).body.items.find(({ is_current }) => is_current).method, own.id);
  assert.equal((await again.delete(`/v1/me/second-factors/${device.id}`)).status, 204);
  owner = await kontor.signedIn('owner'); // that the factor was set up ended the other sessions
});

test('an organization’s own provider vouches for nobody in another organization', async () => {
  const evil = await startOpenid();
  const partner = await kontor.signedIn('partner');
  const theirs = await add(partner, { name: 'Theirs', address: evil.url });
  evil.person = { sub: 'owner' };
  const victim = newBrowser(kontor);
  await victim.signIn(email, password);
  assert.equal((await victim.linkTo(theirs.id)).body.code, 'not_a_member');
  assert.equal((await partner.post('/v1/organization/invitations', { email, language: 'en', roles: [{ role: 'reports' }] })).status, 201);
  assert.equal((await victim.post('/v1/invitations/acceptance', { token: await linkFor(kontor, email) })).status, 200);
  assert.equal((await victim.linkTo(theirs.id)).status, 204);
  const { id } = (await victim.get('/v1/session')).body.organization;

  const attacker = newBrowser(kontor);
  const begun = await attacker.signInBy(theirs.id);
  assert.equal(begun.status, 201);
  for (const { body } of [begun, await attacker.get('/v1/session')]) {
    assert.equal(body.is_limited, true);
    assert.deepEqual(body.organizations.filter((one) => one.id === id), []);
    assert.ok(!body.permissions.includes('members'));
  }
  assert.notEqual((await attacker.get('/v1/session')).body.organization?.id, id);
  assert.equal((await attacker.post('/v1/me/api-tokens', { name: 'Later', scopes: ['read'] })).status, 403);
  assert.equal((await attacker.post('/v1/session/verification', { password })).status, 204);
  assert.equal((await attacker.get('/v1/session')).body.organization.id, id);
  await evil.stop();
});

test('the provider ends sessions by a logout token, once, and by nothing else', async () => {
  const logout = (token) => fetch(`${kontor.base_url}${PROVIDERS}/${own.id}/back-channel-logout`,
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ logout_token: token }) });
  tell({ sub: 'owner' }, { more: { sid: 'session 1' } });
  const browser = newBrowser(kontor), local = newBrowser(kontor);
  await browser.signInBy(own.id);
  await local.signIn(email, password);
  for (const wrong of [{ events: {} }, { nonce: 'x' }, { aud: 'another' }, { iss: 'https://accounts.example' }, { jti: undefined }, { sub: undefined }, { iat: 1 }])
    assert.equal((await logout(liar.logoutToken(wrong))).status, 400, JSON.stringify(wrong));
  assert.equal((await logout(liar.logoutToken({}, newKey()))).status, 503);
  assert.equal((await logout('nonsense')).status, 400);
  // What is not meant for us is refused before anything is calculated or asked for.
  assert.equal((await logout(liar.logoutToken({ aud: 'another' }, newKey()))).status, 400);
  assert.equal(await browser.user(), email);

  const token = liar.logoutToken({ sub: undefined, sid: 'session 1' });
  assert.equal((await logout(token)).status, 204);
  assert.equal(await browser.user(), undefined);
  const { body: { items: records } } = await owner.get('/v1/audit-records?limit=5');
  assert.ok(records.some((one) => one.text === 'An identity provider ended sessions' && !one.user_id && one.subject_id), JSON.stringify(records));
  assert.equal(await local.user(), email, 'a session by password goes on');
  assert.equal((await browser.signInBy(own.id)).status, 201);
  assert.equal((await logout(token)).status, 400);
  assert.equal(await browser.user(), email);
  assert.equal((await logout(liar.logoutToken())).status, 204);
  assert.equal(await browser.user(), undefined);
});

for (const [make, start] of Object.entries({ 'a certified provider': startCertified, glewlwyd: startGlewlwyd }))
  test(`${make} is linked, signs in and ends the session`, async (t) => {
    const provider = await start({ name: 'Berta', email });
    t.after(provider.stop);
    const added = await add(owner, { name: make, address: provider.url, client_secret: provider.client_secret });
    assert.equal(added.state, 'ready', added.problem);
    await provider.addClient({ redirect_url: added.redirect_url, logout_url: `${kontor.base_url}${PROVIDERS}/${added.id}/back-channel-logout` });
    const come = async (browser, begun) => {
      const back = new URL(await provider.visit(begun.body.location)).searchParams;
      const seen = await browser.answer({ id: back.get('state'), provider_id: added.id, code: back.get('code'), iss: back.get('iss') ?? undefined });
      assert.equal(seen.body.state, 'ready', seen.body.failure);
      return `/v1/external-sign-ins/${begun.body.id}`;
    };
    const linking = newBrowser(kontor), browser = newBrowser(kontor);
    await linking.signIn(email, password);
    const link = await come(linking, await linking.post('/v1/me/linked-identities', { provider_id: added.id }));
    assert.equal((await linking.post(`${link}/link`)).status, 204);
    const signIn = await come(browser, await browser.post('/v1/external-sign-ins', { provider_id: added.id }));
    assert.equal((await browser.post(`${signIn}/session`)).status, 201);
    assert.equal(await browser.user(), email);

    await provider.logout();
    await eventually('the session to end', async () => (await browser.user()) === undefined);
    assert.equal(await linking.user(), email, 'a session by password goes on');
    assert.equal((await owner.delete(`${PROVIDERS}/${added.id}`)).status, 204);
  });

test('with the provider its sessions and links are gone', async () => {
  tell({ sub: 'owner' });
  const browser = newBrowser(kontor);
  await browser.signInBy(own.id);
  assert.equal(await browser.user(), email);
  const { headers, body } = await owner.get(`${PROVIDERS}/${own.id}`);
  const change = { name: 'Work', client_id: 'kontor', is_enabled: false, creates_users: false, is_confirmed: true };
  assert.equal((await owner.put(`${PROVIDERS}/${own.id}`, change, { 'If-Match': '"v99"' })).status, 412);
  assert.equal((await owner.put(`${PROVIDERS}/${own.id}`, change, { 'If-Match': headers.get('etag') })).status, 200);
  assert.equal(await browser.user(), undefined, 'switched off, its sessions end');
  assert.equal((await newBrowser(kontor).signInBy(own.id)).status, 404);
  assert.ok(body.people > 0);
  assert.equal((await owner.delete(`${PROVIDERS}/${own.id}`)).status, 204);
  assert.equal(await browser.user(), undefined);
  assert.equal((await owner.get(`${PROVIDERS}/${own.id}`)).status, 404);
});
