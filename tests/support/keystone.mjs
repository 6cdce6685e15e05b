// A real Keystone with two domains, their users and projects, for tests.
//
//     const cloud = await startKeystone();
//     await cloud.addUser('Acme Cloud', 'anna', { email: 'anna@acme.test', role: 'te_admin' });
//     await cloud.stop();
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root, run } from './kontor.mjs';

export const cloudPassword = 'Wolke-Sieben-7';

export async function startKeystone() {
  await run('tools/unpack', ['keystone', 'python3-keystone']); // at most seconds, and once
  const folder = await mkdtemp(join(tmpdir(), 'keystone-'));
  // The system's own Python: the packages are made for it. It ends with its standard input, so with us.
  const child = spawn('/usr/bin/python3', [join(root, 'tests/keystone/server.py'), folder], { stdio: ['pipe', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (bytes) => (log = (log + bytes).slice(-20_000)));
  const ended = new Promise((done) => child.on('close', done));
  const url = await new Promise((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    ended.then(() => failed(new Error(`Keystone did not start: ${log}`)));
  });

  const ask = async (method, path, body, token) => {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { 'x-auth-token': token } : {}) },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, token: response.headers.get('x-subject-token'), body: text ? JSON.parse(text) : null };
  };
  const signIn = (domain, name, password) => ask('POST', '/auth/tokens', {
    auth: {
      identity: { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } },
      ...(name === 'admin' ? { scope: { project: { name: 'admin', domain: { name: 'Default' } } } } : {}),
    },
  });
  const admin = (await signIn('Default', 'admin', 'admin')).token;
  const as = async (method, path, body) => {
    const answer = await ask(method, path, body, admin);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  const domains = {}, roles = {}, users = {};
  const domainOf = async (name) => (domains[name] ??= (await as('POST', '/domains', { domain: { name } })).domain.id);
  const roleOf = async (name) => (roles[name] ??= (await as('GET', `/roles?name=${name}`)).roles[0]?.id
    ?? (await as('POST', '/roles', { role: { name } })).role.id);
  const cloud = {
    url,
    log: () => log,
    /** role: in the domain; mustChange: the first password has to be changed before it is of use. */
    async addUser(domain, name, { email, role, mustChange = false } = {}) {
      const { user } = await as('POST', '/users', {
        user: { name, email, domain_id: await domainOf(domain), password: mustChange ? cloudPassword : 'First-of-all-1' },
      });
      if (!mustChange) {
        await as('POST', `/users/${user.id}/password`, { user: { original_password: 'First-of-all-1', password: cloudPassword } });
        await new Promise((go) => setTimeout(go, 1_020 - Date.now() % 1_000)); // tokens of this second would be dead
      }
      users[`${domain} ${name}`] = user.id;
      if (role) await cloud.addRole(domain, name, role);
      return user.id;
    },
    async addRole(domain, name, role) {
      await as('PUT', `/domains/${await domainOf(domain)}/users/${users[`${domain} ${name}`]}/roles/${await roleOf(role)}`);
    },
    async removeRole(domain, name, role) {
      await as('DELETE', `/domains/${await domainOf(domain)}/users/${users[`${domain} ${name}`]}/roles/${await roleOf(role)}`);
    },
    async addProject(domain, name, member) {
      const { project } = await as('POST', '/projects', { project: { name, domain_id: await domainOf(domain) } });
      await as('PUT', `/projects/${project.id}/users/${users[`${domain} ${member}`]}/roles/${await roleOf('member')}`);
      return project.id;
    },
    as,
    roleOf,
    /** The users of the domain, or that of the name. */
    list: async (domain, name) => (await as('GET', `/users?domain_id=${await domainOf(domain)}${name ? `&name=${name}` : ''}`)).users,
    /** Whether the cloud itself takes the password. */
    takes: async (domain, name, password = cloudPassword) => (await signIn(domain, name, password)).status === 201,
    async stop() {
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
  return cloud;
}
