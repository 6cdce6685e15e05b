// An OpenID provider that lies as a test says, and a browser without pages that signs in by one.
//
//     const provider = await startOpenid();
//     provider.person = { sub: 'berta', email: 'berta@acme.test', email_verified: true };
//     provider.lie = { claims: (claims) => ({ ...claims, nonce: 'another' }) };
import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { eventually } from './kontor.mjs';

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

const kinds = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
};

/** A key of the provider: {alg, kid, jwk, sign}. */
export function newKey(alg = 'RS256') {
  const { publicKey, privateKey } = kinds[alg]();
  const kid = randomUUID();
  return {
    alg, kid, publicKey,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' },
    sign: (text) => sign(alg === 'EdDSA' ? null : 'sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}

export const signed = (key, claims, header = {}) => {
  const text = `${encode({ alg: key.alg, kid: key.kid, ...header })}.${encode(claims)}`;
  return `${text}.${key.sign(text).toString('base64url')}`;
};

/** Signs with the public key as if it were a shared one. */
export const confused = (key, claims) => {
  const text = `${encode({ alg: 'HS256', kid: key.kid })}.${encode(claims)}`;
  const secret = key.publicKey.export({ format: 'pem', type: 'spki' });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

export async function startOpenid() {
  const provider = { key: newKey(), person: { sub: 'berta' }, lie: {}, codes: new Map(), asked: [] };
  const answer = (response, status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  const claims = (asked) => ({
    iss: provider.url, sub: provider.person.sub, aud: 'kontor', iat: now(), exp: now() + 300, nonce: asked.nonce, auth_time: now(),
    at_hash: createHash('sha256').update('an-access-token').digest().subarray(0, 16).toString('base64url'),
    ...provider.lie.more,
  });
  const token = (asked) => {
    const told = provider.lie.claims ? provider.lie.claims(claims(asked)) : claims(asked);
    return provider.lie.token ? provider.lie.token(told) : signed(provider.key, told);
  };
  const pages = {
    '/.well-known/openid-configuration': (response) => answer(response, 200, {
      issuer: provider.url, authorization_endpoint: `${provider.url}/authorize`, token_endpoint: `${provider.url}/token`,
      jwks_uri: `${provider.url}/keys`, userinfo_endpoint: `${provider.url}/userinfo`, authorization_response_iss_parameter_supported: true,
      ...provider.lie.configuration,
    }),
    '/keys': (response) => answer(response, 200, { keys: [provider.key.jwk], ...provider.lie.keys }),
    '/authorize': (response, query) => {
      const code = randomUUID();
      provider.codes.set(code, Object.fromEntries(query));
      const back = new URL(query.get('redirect_uri'));
      for (const [name, value] of Object.entries({ code, state: query.get('state'), iss: provider.url })) back.searchParams.set(name, value);
      response.writeHead(303, { location: back.href }).end();
    },
    '/token': (response, form, request) => {
      const asked = provider.codes.get(form.get('code'));
      const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
      const basic = `Basic ${Buffer.from('kontor:a%20secret').toString('base64')}`;
      provider.codes.delete(form.get('code'));
      if (request.headers.authorization !== basic) return answer(response, 401, { error: 'invalid_client' });
      if (!asked || asked.code_challenge !== challenge) return answer(response, 400, { error: 'invalid_grant' });
      if (provider.lie.big) return response.writeHead(200, { 'content-type': 'application/json' }).end('x'.repeat(30_000_000));
      if (provider.lie.redirect) return response.writeHead(307, { location: provider.lie.redirect }).end();
      return answer(response, 200, { id_token: token(asked), access_token: 'an-access-token', token_type: 'bearer', expires_in: 60 });
    },
    '/userinfo': (response, query, request) => (request.headers.authorization === 'Bearer an-access-token'
      ? answer(response, 200, { ...provider.person, ...provider.lie.userinfo }) : answer(response, 401, {})),
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://x');
    let body = '';
    request.on('data', (bytes) => (body += bytes));
    request.on('end', () => {
      provider.asked.push(url.pathname);
      const page = pages[url.pathname];
      if (!page) return answer(response, 404, {});
      return page(response, request.method === 'POST' ? new URLSearchParams(body) : url.searchParams, request);
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  provider.url = `http://127.0.0.1:${server.address().port}`;
  provider.stop = () => (server.closeAllConnections(), new Promise((done) => server.close(done)));
  provider.logoutToken = (more = {}, key = provider.key) => signed(key, {
    iss: provider.url, aud: 'kontor', iat: now(), exp: now() + 120, jti: randomUUID(), sub: provider.person.sub,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...more,
  }, { typ: 'logout+jwt' });
  return provider;
}

/** A browser: it keeps cookies by their paths, and sends the CSRF token of its session. */
export function newBrowser(kontor) {
  const cookies = new Map();
  let csrf;
  const send = async (method, path, body) => {
    const fitting = [...cookies.values()].filter((one) => path.startsWith(one.path));
    const headers = { 'content-type': 'application/json', cookie: fitting.map(({ pair }) => pair).join('; ') };
    if (csrf && fitting.some(({ pair }) => pair.startsWith('kontor_session'))) headers['kontor-csrf'] = csrf;
    const response = await fetch(kontor.base_url + path, { method, headers, body: method === 'GET' ? undefined : JSON.stringify(body ?? {}) });
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...rest] = line.split('; ');
      const where = rest.find((one) => one.startsWith('Path=')).slice(5);
      if (rest.includes('Max-Age=0')) cookies.delete(`${pair.split('=')[0]} ${where}`);
      else cookies.set(`${pair.split('=')[0]} ${where}`, { pair, path: where, line });
    }
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
    kontor.check(method, path, answer);
    csrf = answer.body?.csrf_token ?? csrf;
    return answer;
  };
  const browser = {
    cookies,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    delete: (path) => send('DELETE', path),
    signIn: (email, password) => send('POST', '/v1/sessions', { email, password }),
    user: async () => (await send('GET', '/v1/session')).body.user?.email,
    /** To the provider and back, as far as what it answered: {id, provider_id, code, iss}. */
    visit: async (begun) => {
      const there = await fetch(begun.body.location, { redirect: 'manual' });
      const at = new URL(there.headers.get('location')), back = at.searchParams;
      return { id: back.get('state'), provider_id: at.pathname.split('/').at(-1), code: back.get('code'), iss: back.get('iss') };
    },
    /** Hands the answer over and waits for what the job makes of it. */
    answer: async ({ id, ...given }) => {
      const handed = await send('POST', `/v1/external-sign-ins/${id}/answer`, given);
      if (handed.status !== 202) return handed;
      return eventually('the provider’s answer to be looked at', async () => {
        const seen = await send('GET', `/v1/external-sign-ins/${id}`);
        return seen.body.state !== 'answered' && seen;
      }, 30_000);
    },
    /** All of it; the answer of the last step. */
    signInBy: async (provider_id) => {
      const begun = await send('POST', '/v1/external-sign-ins', { provider_id });
      if (begun.status !== 201) return begun;
      const seen = await browser.answer(await browser.visit(begun));
      return seen.body.state === 'ready' ? send('POST', `/v1/external-sign-ins/${begun.body.id}/session`) : seen;
    },
    linkTo: async (provider_id) => {
      const begun = await send('POST', '/v1/me/linked-identities', { provider_id });
      if (begun.status !== 201) return begun;
      const seen = await browser.answer(await browser.visit(begun));
      return seen.body.state === 'ready' ? send('POST', `/v1/external-sign-ins/${begun.body.id}/link`) : seen;
    },
  };
  return browser;
}
