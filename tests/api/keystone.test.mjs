// Signing in with the cloud's own account: a real Keystone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloudPassword, startKeystone } from '../support/keystone.mjs';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';
import { newBrowser } from '../support/openid.mjs';

const PROVIDERS = '/v1/identity-providers', LINKS = '/v1/organization/cloud-links';
const ACME = 'Acme "Cloud" <Ω> 株式会社', ZETA = 'zeta';
let cloud, kontor, operator, provider;

/** Adds the cloud, or another one, and waits until it was asked what it is. */
const add = async (name, address, settings = { administrator_role: 'admin', member_role: 'member', first_owns: true }) => {
  const made = await operator.post(PROVIDERS, { kind: 'keystone', name, address, is_platform: true, settings });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return eventually('the cloud to be asked', async () => {
    const { body } = await operator.get(`${PROVIDERS}/${made.body.id}`);
    return body.state !== 'checking' && body;
  }, 30_000);
};

before(async () => {
  [cloud, kontor] = await Promise.all([
    startKeystone(),
    databaseSettings().then((database) => startKontor({ ...database, KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8' })),
  ]);
  operator = await kontor.signedIn('operator');
  await cloud.addUser(ZETA, 'anna', { email: 'anna@zeta.test' });
  await cloud.addUser(ACME, 'anna', { email: 'anna@acme-cloud.test', role: 'reader' });
  await cloud.addUser(ACME, 'bert', { email: 'bert@acme-cloud.test' });
  await cloud.addUser(ACME, 'cora', { role: 'te_admin' });
  await cloud.addUser(ACME, 'nova', { mustChange: true });
  await cloud.addProject(ACME, 'eu-de', 'anna');
  provider = await add('Cloud account', `${cloud.url}/`);
});
after(async () => {
  await kontor?.stop();
  await cloud?.stop();
});

/** What the cloud's answer comes to: {status, body} of the external sign-in. */
const type = async (browser, domain, user_name, password = cloudPassword, more = {}) => {
  const begun = await browser.post('/v1/external-sign-ins', { provider_id: provider.id });
  assert.equal(begun.status, 201);
  assert.equal(begun.body.location, null);
  return browser.answer({ id: begun.body.id, domain, user_name, password, ...more });
};
const codeFor = (email) => eventually(`a code for ${email}`, () => {
  const line = kontor.log().split('\n').findLast((one) => one.includes(`to=${email} `));
  return /Code: (\d{8})/.exec(line ?? '')?.[1];
});
const open = (browser, { body: { id } }) => browser.post(`/v1/external-sign-ins/${id}/session`);
const arrive = async (domain, name, email) => {
  const browser = newBrowser(kontor), seen = await type(browser, domain, name);
  assert.equal(seen.body.state, 'ready', JSON.stringify(seen.body));
  assert.equal((await open(browser, seen)).body.code, 'email_needed');
  const way = `/v1/external-sign-ins/${seen.body.id}`;
  assert.equal((await browser.post(`${way}/email`, { email, language: 'de' })).status, 202);
  const proved = await browser.post(`${way}/email-confirmation`, { code: await codeFor(email) });
  assert.equal(proved.status, 200, JSON.stringify(proved.body));
  return { browser, session: (await open(browser, seen)).body, seen };
};
let anna;

test('a cloud is asked what it is; what is none, or in a private range, is told apart', async () => {
  assert.equal(provider.state, 'ready');
  assert.equal(provider.address, cloud.url);
  const none = await add('None', kontor.base_url);
  assert.equal(none.state, 'failed');
  const inner = await add('Inner', 'https://169.254.169.254/v3');
  assert.match(inner.problem, /private or special range/);
  for (const { id } of [none, inner]) assert.equal((await operator.delete(`${PROVIDERS}/${id}`)).status, 204);
  const methods = await kontor.visitor.post('/v1/sign-in-methods', {});
  assert.deepEqual(methods.body.items.map(({ name, kind }) => [name, kind]), [['Cloud account', 'keystone']]);
});

test('the first user of a domain makes the organization and owns it', async () => {
  anna = await arrive(ACME, 'anna', 'anna@acme-cloud.test');
  assert.equal(anna.seen.body.email, 'anna@acme-cloud.test');
  assert.equal(anna.session.organization.name, ACME);
  assert.deepEqual(anna.session.organization.roles, ['reports', 'owner']);
  assert.equal(anna.session.user.language, 'de');
  assert.equal((await open(anna.browser, anna.seen)).status, 404); // its cookie is gone
  const sessions = (await anna.browser.get('/v1/me/sessions')).body.items;
  assert.equal(sessions[0].method, provider.id);
});

test('a user of another domain with the same name reaches nothing of it', async () => {
  const other = await arrive(ZETA, 'anna', 'anna@zeta.test');
  assert.equal(other.session.organizations.length, 1);
  assert.notEqual(other.session.organization.id, anna.session.organization.id);
  const domains = (await anna.browser.get('/v1/organization/cloud-domains')).body.items;
  assert.equal((await other.browser.get(`/v1/organization/cloud-domains/${domains[0].id}/users`)).status, 404);
});

test('the users of the domain are listed for the owner, who gives roles before they come', async () => {
  const [domain] = (await anna.browser.get('/v1/organization/cloud-domains')).body.items;
  assert.deepEqual(domain.projects.map(({ name }) => name), ['eu-de']);
  const path = `/v1/organization/cloud-domains/${domain.id}/users`;
  const users = await eventually('the users to be read', async () => {
    const { body } = await anna.browser.get(`${path}?state=without_roles`);
    return body.items.length === 3 && body.items;
  });
  assert.deepEqual(users.map(({ name }) => name), ['bert', 'cora', 'nova']);
  const roles = `${path}/${users[0].subject}/roles`;
  assert.equal((await (await kontor.signedIn('owner')).put(roles, { roles: ['purchasing'] })).status, 404); // of another organization
  assert.equal((await anna.browser.put(roles, { roles: ['operator'] })).status, 422);
  assert.deepEqual((await anna.browser.put(roles, { roles: ['purchasing'] })).body.roles, ['reports', 'purchasing']);
  const bert = await arrive(ACME, 'bert', 'bert@acme-cloud.test');
  assert.deepEqual(bert.session.organization.roles, ['reports', 'purchasing']);
});

test('wrong passwords are refused, and end here before the cloud closes the account', async () => {
  const answers = [];
  for (let i = 0; i < 8; i++) answers.push(await type(newBrowser(kontor), ACME, 'cora', `wrong ${i}`));
  assert.equal(answers[0].body.state, 'failed');
  assert.match(answers[0].body.failure, /does not accept/);
  assert.equal(answers.at(-1).status, 429);
  assert.equal(await cloud.takes(ACME, 'cora'), true); // it closes after six
  const unknown = await type(newBrowser(kontor), ACME, 'nobody', 'wrong');
  assert.equal(unknown.body.failure, answers[0].body.failure);
  const odd = await type(newBrowser(kontor), '"},"x":{"', "' OR 1=1 --");
  assert.equal(odd.body.failure, answers[0].body.failure);
});

test('a password that expired at the cloud is changed on the way in', async () => {
  const seen = await type(newBrowser(kontor), ACME, 'nova');
  assert.equal(seen.body.state, 'failed');
  assert.equal(seen.body.failure_code, 'cloud_password_expired');
  const renewed = await type(newBrowser(kontor), ACME, 'nova', cloudPassword, { new_password: 'Wolke-Neun-9' });
  assert.equal(renewed.body.state, 'ready', renewed.body.failure);
  assert.equal(await cloud.takes(ACME, 'nova', 'Wolke-Neun-9'), true);
});

test('somebody signed in changes the password at the cloud, in the words of its rules', async () => {
  const path = `/v1/me/linked-identities/${provider.id}/password`;
  const change = async (password, new_password) => {
    assert.equal((await anna.browser.put(path, { password, new_password })).status, 202);
    return eventually('the cloud to answer', async () => {
      const { body } = await anna.browser.get(path);
      return body.state !== 'waiting' && body;
    });
  };
  assert.match((await change('wrong', 'Wolke-Zehn-10')).problem, /does not accept/);
  assert.match((await change(cloudPassword, 'kurz')).problem, /does not take the new password/);
  assert.equal((await change(cloudPassword, 'Wolke-Zehn-10')).state, 'done');
  assert.equal(await cloud.takes(ACME, 'anna', 'Wolke-Zehn-10'), true);
  assert.equal(await cloud.takes(ACME, 'anna'), false);
  assert.equal((await anna.browser.get('/v1/session')).body.user.email, 'anna@acme-cloud.test');
});

test('a required role is told before its date, and needed from it on', async () => {
  const settle = async (required_from) => {
    const { body, headers } = await operator.get(`${PROVIDERS}/${provider.id}`);
    const changed = await operator.put(`${PROVIDERS}/${provider.id}`, {
      name: body.name, is_enabled: true, creates_users: false, settings: { ...body.settings, required_role: 'te_admin', required_from },
    }, { 'if-match': headers.get('etag') });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
  };
  await settle('2999-01-01T00:00:00Z');
  const report = (await operator.get('/v1/operator/cloud-access')).body.items;
  assert.deepEqual(report.map(({ name }) => name).sort(), ['anna', 'anna', 'bert']);
  const own = (await anna.browser.get('/v1/me/cloud-access')).body.items;
  assert.equal(own[0].required_role, 'te_admin');
  assert.equal((await type(newBrowser(kontor), ZETA, 'anna')).body.state, 'ready');

  await settle('2020-01-01T00:00:00Z');
  const refused = await type(newBrowser(kontor), ZETA, 'anna');
  assert.equal(refused.body.state, 'failed');
  assert.match(refused.body.failure, /te_admin/);
  await cloud.addRole(ZETA, 'anna', 'te_admin');
  assert.equal((await type(newBrowser(kontor), ZETA, 'anna')).body.state, 'ready');
});

/** Of the link, once it is as wanted. */
const linkUntil = (what, isSo) => eventually(what, async () => {
  const [link] = (await anna.browser.get(LINKS)).body.items;
  return isSo(link) && link;
}, 30_000);

test('an owner links another domain by consent of who administers it; what is made there is ours alone', async () => {
  await cloud.addUser('other', 'root', { role: 'admin' });
  await cloud.addUser('other', 'guest', { role: 'member' });
  const asked = await anna.browser.post(LINKS, { provider_id: provider.id });
  assert.equal(asked.status, 201, JSON.stringify(asked.body));
  const token = new URL(asked.body.consent_url).hash.slice('#token='.length);
  const inspect = async () => (await kontor.visitor.post('/v1/cloud-consents/inspection', { token })).body;
  assert.deepEqual([(await inspect()).organization_name, (await inspect()).member_role], [ACME, 'member']);
  assert.equal((await kontor.visitor.post('/v1/cloud-consents/inspection', { token: `${token}x` })).status, 404);
  const agree = (user_name) => kontor.visitor.post('/v1/cloud-consents', { token, domain: 'other', user_name, password: cloudPassword });
  assert.equal((await agree('guest')).status, 202);
  assert.match((await linkUntil('a refusal', ({ state }) => state === 'asked')).problem, /Only who has the role/);
  assert.equal((await agree('root')).status, 202);
  const link = await linkUntil('the link', ({ state, shadows }) => state === 'linked' && shadows.length === 3);
  assert.deepEqual([link.domain_name, link.consented_by, link.problem], ['other', 'root', null]);
  assert.ok(link.shadows.every(({ name, state }) => name.startsWith('marketplace_') && state === 'ok'), JSON.stringify(link.shadows));
  assert.equal((await agree('root')).body.code, 'link_used');
  assert.equal((await (await kontor.signedIn('owner')).post(`${LINKS}/${link.id}/repair`)).status, 404); // of another organization
});

test('what somebody changes there is shown and repaired, and nothing else is touched', async () => {
  const [link] = (await anna.browser.get(LINKS)).body.items, path = `${LINKS}/${link.id}`;
  const [group, first, second] = link.shadows;
  await cloud.as('PATCH', `/users/${first.keystone_id}`, { user: { enabled: false } });
  await cloud.as('DELETE', `/groups/${group.keystone_id}/users/${first.keystone_id}`);
  await cloud.as('PUT', `/domains/${link.domain_id}/users/${first.keystone_id}/roles/${await cloud.roleOf('reader')}`);
  await cloud.as('DELETE', `/domains/${link.domain_id}/groups/${group.keystone_id}/roles/${await cloud.roleOf('member')}`);
  await cloud.as('DELETE', `/users/${second.keystone_id}`);
  assert.equal((await anna.browser.post(`${path}/check`)).status, 202);
  const drifted = await linkUntil('drift', ({ shadows }) => shadows.every(({ state }) => state !== 'ok'));
  const told = drifted.shadows.map(({ state, differences }) => [state, differences.map(({ what, expected, actual }) => `${what}: ${expected}, ${actual}`)]);
  assert.deepEqual(told, [
    ['drifted', ['role: member (other), null']],
    ['drifted', ['enabled: yes, no', `group: ${group.name}, null`, 'role: null, reader (other)']],
    ['missing', []],
  ]);
  assert.equal((await anna.browser.post(`${path}/repair`)).status, 202);
  const repaired = await linkUntil('the repair', ({ shadows }) => shadows.every(({ state }) => state === 'ok'));
  assert.equal(repaired.shadows[1].keystone_id, first.keystone_id);
  assert.notEqual(repaired.shadows[2].keystone_id, second.keystone_id);
});

test('whoever is no member any more is gone there, and a foreign user of such a name is never taken over', async () => {
  const [link] = (await anna.browser.get(LINKS)).body.items;
  const bert = link.shadows.find(({ user_name }) => user_name === 'bert');
  assert.equal((await anna.browser.delete(`/v1/organization/members/${bert.user_id}`)).status, 204);
  await linkUntil('bert to be gone', ({ shadows }) => shadows.length === 2);
  assert.equal((await cloud.list('other', bert.name)).length, 0);

  const [, own] = link.shadows, foreign = await cloud.addUser('other', `${own.name}_`);
  await cloud.as('DELETE', `/users/${own.keystone_id}`);
  await cloud.as('PATCH', `/users/${foreign}`, { user: { name: own.name } });
  await anna.browser.post(`${LINKS}/${link.id}/repair`);
  const failed = await linkUntil('a failure', ({ shadows }) => shadows.some(({ state }) => state === 'failed'));
  assert.match(failed.shadows[1].problem, /did not make/);
});

test('whoever takes our user away there ends the link; consent brings it back, and unlinking leaves nothing of ours', async () => {
  const [link] = (await anna.browser.get(LINKS)).body.items, path = `${LINKS}/${link.id}`;
  const [manager] = await cloud.list('other', 'marketplace_manager');
  await cloud.as('PATCH', `/users/${manager.id}`, { user: { enabled: false } });
  await anna.browser.post(`${path}/check`);
  await linkUntil('the loss', ({ state }) => state === 'lost');
  const renewed = await anna.browser.post(`${path}/consent-link`);
  const token = new URL(renewed.body.consent_url).hash.slice('#token='.length);
  await kontor.visitor.post('/v1/cloud-consents', { token, domain: 'other', user_name: 'root', password: cloudPassword });
  await linkUntil('the link again', ({ state }) => state === 'linked');
  assert.equal((await anna.browser.delete(path)).status, 202);
  await eventually('the end', async () => (await anna.browser.get(LINKS)).body.items.length === 0);
  const left = (await cloud.list('other')).map(({ name }) => name).filter((name) => name.startsWith('marketplace_'));
  assert.deepEqual(left, [link.shadows[1].name]); // the foreign one
});

test('a cloud that is gone says so at once, and nobody is signed out by it', async () => {
  await cloud.stop();
  cloud = null;
  const seen = await type(newBrowser(kontor), ACME, 'anna');
  assert.equal(seen.body.state, 'failed');
  assert.doesNotMatch(seen.body.failure, /does not accept/);
  assert.equal(await anna.browser.user(), 'anna@acme-cloud.test');
});
