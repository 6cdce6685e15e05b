// Real OpenID providers of two makes, each with one person, who is at a browser there:
//
//     const provider = await startGlewlwyd({ name: 'Berta', email: 'berta@acme.test' });
//     await provider.addClient({ redirect_url, logout_url });   // kontor, with provider.client_secret
//     const back = await provider.visit(location);             // the address that it leads back to
//     await provider.logout();
//     await provider.stop();
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { eventually, root, run } from './kontor.mjs';

/** Goes to addresses, keeps cookies, and follows no redirect by itself. */
function newVisitor() {
  const cookies = new Map();
  const go = async (address, { method = 'GET', headers = {}, ...more } = {}) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(address, { method, headers: { cookie, ...headers }, redirect: 'manual', ...more });
    for (const line of response.headers.getSetCookie()) cookies.set(...line.split(';')[0].split(/=(.*)/).slice(0, 2));
    return response;
  };
  return Object.assign(go, { cookies });
}

/** oidc-provider: certified, in this process. Its ID token says next to nothing, userinfo does. */
export async function startCertified(person) {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}`, client_secret = 'a secret';
  const answerFor = (clients) => new Provider(url, {
    clients,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { backchannelLogout: { enabled: true } },
    fetch: (address, { dispatcher, ...options }) => fetch(address, options), // its own reaches nothing on this machine
    pkce: { required: () => true },
    cookies: { keys: ['of a test'] },
    findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, email_verified: true, ...person }) }),
  }).callback();
  let answer = answerFor([]);
  server.on('request', (...exchange) => answer(...exchange));
  const go = newVisitor();
  return {
    url, client_secret,
    addClient: ({ redirect_url, logout_url }) => {
      answer = answerFor([{
        client_id: 'kontor', client_secret, redirect_uris: [redirect_url],
        backchannel_logout_uri: logout_url, backchannel_logout_session_required: true,
      }]);
    },
    /** Its pages for development ask for a name and for consent. */
    async visit(location) {
      let at = location;
      while (at.startsWith(url)) {
        let form;
        if (at.includes('/interaction/')) {
          const [, prompt] = /name="prompt" value="(\w+)"/.exec(await (await go(at)).text());
          form = new URLSearchParams({ prompt, login: 'berta', password: 'x' });
        }
        const response = await go(at, form && { method: 'POST', body: form });
        at = new URL(response.headers.get('location'), url).href;
      }
      return at;
    },
    async logout() {
      const [, xsrf] = /name="xsrf" value="(\w+)"/.exec(await (await go(`${url}/session/end`)).text());
      await go(`${url}/session/end/confirm`, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
    },
    stop() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

const glewlwyd = join(root, 'build/glewlwyd/root');

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

async function startServer(folder) {
  const port = await freePort(), url = `http://127.0.0.1:${port}`;
  const modules = ['user', 'client', 'plugin'].map((kind) => `${kind}_module_path = "${glewlwyd}/usr/lib/glewlwyd/${kind}"`);
  await writeFile(`${folder}/glewlwyd.conf`, `
port = ${port}
bind_address = "127.0.0.1"
external_url = "${url}"
log_mode = "console"
log_level = "WARNING"
cookie_domain = "127.0.0.1"
cookie_secure = 0
${modules.join('\n')}
user_auth_scheme_module_path = "${glewlwyd}/usr/lib/glewlwyd/scheme"
user_middleware_module_path = "${glewlwyd}/usr/lib/glewlwyd/user_middleware"
database = { type = "sqlite3"; path = "${folder}/glewlwyd.sqlite"; };
`);
  // One transaction: the file is written once, not for each of its tables.
  await run('python3', ['-c', 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(f"BEGIN; {open(sys.argv[2]).read()} COMMIT;")',
    `${folder}/glewlwyd.sqlite`, `${glewlwyd}/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3`]);
  const libraries = readdirSync(`${glewlwyd}/usr/lib`).filter((name) => name.includes('-linux-')).map((name) => `${glewlwyd}/usr/lib/${name}`);
  const child = spawn(`${glewlwyd}/usr/bin/glewlwyd`, [`--config-file=${folder}/glewlwyd.conf`],
    { env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':') }, stdio: ['ignore', 'pipe', 'pipe'] });
  const server = { url, log: '', ended: new Promise((done) => child.on('close', done)), stop: () => child.kill() };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (server.log = (server.log + bytes).slice(-20_000)));
  process.once('exit', server.stop); // where a test program gives up before it stops it
  return server;
}

/** What glewlwyd is to do as an OpenID provider. It says of people what it is told to, no more. */
const openidPlugin = (issuer) => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return {
    module: 'oidc', name: 'oidc', display_name: 'OpenID Connect', enabled: true,
    parameters: {
      iss: issuer, 'jwks-private': JSON.stringify({ keys: [{ ...key, kid: 'first', alg: 'RS256' }] }), 'jwks-show': true,
      'jwt-type': 'rsa', 'jwt-key-size': '256', 'code-duration': 60, 'access-token-duration': 60, 'refresh-token-duration': 60,
      'allow-non-oidc': false, 'auth-type-code-enabled': true, 'pkce-allowed': true, 'pkce-required': true,
      'name-claim': 'mandatory', 'email-claim': 'mandatory',
      'session-management-allowed': true, 'session-cookie-name': 'OPENID_SESSION', 'session-cookie-expiration': 600,
      'back-channel-logout-allowed': true,
    },
  };
};

/** glewlwyd: in C, with an address that has a path, opaque subjects, and an ID token that says all. */
export async function startGlewlwyd(person) {
  await run('tools/unpack', ['glewlwyd', 'glewlwyd', 'dbconfig-no-thanks']); // at most seconds, and once
  const folder = await mkdtemp(join(tmpdir(), 'glewlwyd-'));
  const server = await startServer(folder);
  const url = `${server.url}/api/oidc`, client_secret = 'Gafaelfawr-1';
  const signedIn = async (username, password) => {
    const go = newVisitor();
    const ask = async (method, path, body) => {
      const response = await go(`${server.url}/api${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()} ${server.log}`);
    };
    await ask('POST', '/auth/', { username, password });
    return { go, ask };
  };
  const admin = await eventually('glewlwyd to answer', () => signedIn('admin', 'password').catch(() => false));
  await admin.ask('POST', '/mod/plugin/', openidPlugin(url));
  const berta = { username: 'berta', password: 'Pen-Ystafell-2' };
  await admin.ask('POST', '/user/', { ...berta, ...person, scope: ['openid'], enabled: true });
  const { go, ask } = await signedIn(berta.username, berta.password);
  return {
    url, client_secret,
    async addClient({ redirect_url, logout_url }) {
      await admin.ask('POST', '/client/', {
        client_id: 'kontor', client_secret, confidential: true, enabled: true, redirect_uri: [redirect_url],
        authorization_type: ['code'], token_endpoint_auth_method: ['client_secret_basic'],
        backchannel_logout_uri: logout_url, backchannel_logout_session_required: 'true',
      });
      await ask('PUT', '/auth/grant/kontor', { scope: 'openid' });
    },
    /** Past its page, which says by g_continue that the person has been asked, and has signed in anew. */
    async visit(location) {
      await ask('POST', '/auth/', berta);
      return (await go(`${location}&g_continue`)).headers.get('location');
    },
    logout: () => ask('DELETE', `/oidc/session/${go.cookies.get('OPENID_SESSION')}/`),
    async stop() {
      server.stop();
      await server.ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
