// Starts a marketplace of its own for a test program, filled with the demo, and stops it again.
//
//     const kontor = await startKontor();            // SQLite in a fresh folder
//     const buyer = kontor.as('buyer');
//     const { status, body } = await buyer.get('/v1/subscriptions');
//     await kontor.stop();
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { contract } from './contract.mjs';

export const root = resolve(import.meta.dirname, '../..');
/** The program under test. */
export const kontorProgram = process.env.KONTOR_PROGRAM ?? join(root, 'build/kontor');

// Where tests/with-demo filled a marketplace.
const filled = process.env.KONTOR_TEST_FILLED;

/** Runs a program to its end; its output as a text. Throws with standard error if it fails. */
export function run(command, args, env = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, cwd: root });
    let out = '', err = '';
    child.stdout.on('data', (bytes) => (out += bytes));
    child.stderr.on('data', (bytes) => (err += bytes));
    child.on('close', (code) => (code === 0 ? done(out) : failed(new Error(`${command} ${args.join(' ')}: ${err}`))));
  });
}

/** Runs `kontor …` to its end. */
export const kontor = (args, env) => run(kontorProgram, args, env);

/** Changes a marketplace on SQLite behind its back: what only time would do. */
export const sql = ({ folder }, statement) => run('python3', ['-c', 'import sqlite3, sys; '
  + 'database = sqlite3.connect(sys.argv[1]); database.execute(sys.argv[2]); database.commit()', `${folder}/kontor.db`, statement]);

/** settings: environment of the marketplace, such as KONTOR_DATABASE or KONTOR_MAIL_URL; more: for the command line. */
export async function startKontor(settings = {}, more = []) {
  const folder = settings.KONTOR_DATA_FOLDER ?? (await mkdtemp(join(tmpdir(), 'kontor-')));
  if (filled && !more.length && !existsSync(join(folder, 'master.key'))) await cp(filled, folder, { recursive: true });
  const env = { ...process.env, KONTOR_DATA_FOLDER: folder, KONTOR_LISTEN_PORT: '0', ...settings };
  const child = spawn(kontorProgram, ['demo', '--json', '--serve', ...more], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (bytes) => (log = (log + bytes).slice(-100_000)));
  const ended = new Promise((done) => child.on('close', done));
  process.once('exit', () => child.kill('SIGTERM')); // where a test program gives up before it stops it

  const demo = await new Promise((done, failed) => {
    createInterface({ input: child.stdout }).once('line', (line) => done(JSON.parse(line)));
    ended.then(() => failed(new Error(`The marketplace did not start: ${log}`)));
  });
  const check = contract(await (await fetch(`${demo.base_url}/openapi.json`)).json());
  return {
    ...demo,
    folder,
    process: child,
    log: () => log,
    check,
    as: (person) => client(demo.base_url, demo.persons[person].api_token, check),
    signedIn: (person) => signedIn(demo.base_url, demo.persons[person] ?? person, check),
    visitor: client(demo.base_url, undefined, check),
    stop: async ({ keep = false } = {}) => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      const code = await ended;
      clearTimeout(late);
      if (!keep) await rm(folder, { recursive: true, force: true });
      if (code !== 0) throw new Error(`The marketplace did not stop well: ${child.signalCode ?? code} ${log.slice(-2000)}`);
    },
  };
}

/**
 * Talks to the API as a token, or as a visitor. Answers {status, headers, body}; body parsed if it is
 * JSON. With check, every answer is held against the OpenAPI description.
 */
export function client(base, token, check = () => {}, always = {}) {
  const send = async (method, path, body, headers = {}) => {
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...always,
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const answer = { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
    check(method, path, answer);
    return answer;
  };
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body = {}, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
    send,
  };
}

/** Talks to the API as a browser in which the person has signed in: for what no token may. */
async function signedIn(base_url, { email, password }, check) {
  const { status, headers, body } = await client(base_url, undefined, check).post('/v1/sessions', { email, password });
  if (status !== 201) throw new Error(`${email} does not sign in: ${status} ${JSON.stringify(body)}`);
  return client(base_url, undefined, check, { cookie: headers.get('set-cookie').split(';')[0], 'kontor-csrf': body.csrf_token });
}

/** Tries until the answer is true, at most so long; throws what it last was. */
export async function eventually(what, check, milliseconds = 60_000) {
  const end = Date.now() + milliseconds;
  let last;
  do {
    last = await check();
    if (last) return last;
    await new Promise((go) => setTimeout(go, 50));
  } while (Date.now() < end);
  throw new Error(`${what} did not happen within ${milliseconds} ms`);
}

/** Where the marketplace of this test run keeps its data: KONTOR_TEST_ON says sqlite or postgresql. isEmpty: nobody filled it. */
export async function databaseSettings({ isEmpty = false } = {}) {
  if (process.env.KONTOR_TEST_ON !== 'postgresql') return {};
  const server = new URL(process.env.KONTOR_TEST_POSTGRESQL);
  const name = `kontor_${process.pid}_${Date.now()}`;
  await run('psql', ['-Xq', server.href, '-c', `CREATE DATABASE ${name}${filled && !isEmpty ? ' TEMPLATE filled' : ''}`]);
  server.pathname = `/${name}`;
  return { KONTOR_DATABASE: server.href };
}

/** The token of the newest link that was mailed to the address (mail goes to the log in tests). */
export function linkFor(kontor, email, since = '') {
  return eventually(`mail to ${email}`, () => {
    const lines = kontor.log().split('\n').filter((line) => line.includes(`to=${email} `) && line.includes('token='));
    const seen = since === 'reset' ? 1 : 0; // the link of the registration came before
    return lines.length > seen && /token=([\w.~-]+)/.exec(lines.at(-1))[1];
  });
}
