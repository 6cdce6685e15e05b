// The API over TLS: requests, faults, streams of watches, and the log of what was asked.
import https from 'node:https';
import { describe } from './kinds.mjs';
import { Failure, noSuchPath } from './status.mjs';
import { matches } from './store.mjs';

const LOG_LENGTH = 2000;
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

export class Server {
  /** certificates: {ca, good, expired}, the latter two {key, cert}. */
  constructor(cluster, certificates) {
    Object.assign(this, { cluster, certificates, requests: [], isExpired: false });
    this.https = https.createServer({ ...certificates.good, ca: certificates.ca, requestCert: true, rejectUnauthorized: false }, (req, res) => this.#serve(req, res));
    this.sockets = new Set();
    this.https.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
    });
  }

  async listen(port) {
    await new Promise((done, failed) => this.https.once('error', failed).listen(port, '127.0.0.1', done));
    return this.https.address().port;
  }

  async stop() {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.https.close(done));
  }

  /** Shows the certificate that the faults ask for; connections that stand are ended. */
  useCertificate() {
    const isExpired = Boolean(this.cluster.faults.find('expired_certificate'));
    if (isExpired === this.isExpired) return;
    this.isExpired = isExpired;
    const { ca, good, expired } = this.certificates;
    this.https.setSecureContext({ ...(isExpired ? expired : good), ca });
    for (const socket of this.sockets) socket.destroy();
  }

  async #serve(req, res) {
    const entry = { at: new Date().toISOString(), method: req.method, url: req.url, agent: req.headers['user-agent'] ?? '' };
    this.requests.push(entry);
    if (this.requests.length > LOG_LENGTH) this.requests.shift();
    res.on('finish', () => (entry.status = res.statusCode));
    try {
      const bytes = Buffer.concat(await req.toArray());
      const user = this.cluster.access.identify(req.socket, req.headers.authorization);
      entry.user = user.name;
      const effect = this.cluster.faults.ofRequest(entry);
      if (effect.isSilent) return;
      if (effect.delay) await pause(effect.delay);
      if (effect.failure) throw effect.failure;
      this.#answer(req, res, { bytes, user, effect });
    } catch (failure) {
      if (res.destroyed) return;
      if (!(failure instanceof Failure)) console.error(entry, failure);
      const known = failure instanceof Failure ? failure : new Failure(500, 'InternalError', `Internal error occurred: ${failure.message}`);
      this.#send(res, known.code, known, known.headers);
    }
  }

  #send(res, code, body, headers = {}) {
    res.writeHead(code, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private', ...headers });
    res.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  #answer(req, res, { bytes, user, effect }) {
    const { cluster } = this, { kinds, access } = cluster;
    const url = new URL(req.url, 'https://double'), path = url.pathname.replace(/(.)\/$/, '$1');
    const isObject = /^\/(api\/[^/]+|apis\/[^/]+\/[^/]+)\/./.test(path);
    if (!isObject) {
      access.require(user, { verb: 'get', path });
      const text = ['/healthz', '/livez', '/readyz'].includes(path) && 'ok';
      if (text) return this.#send(res, 200, text, { 'Content-Type': 'text/plain' });
      const described = path === '/version' ? { body: this.#version() } : describe(kinds, path, req.headers.accept);
      if (!described) throw noSuchPath();
      return this.#send(res, 200, described.body, described.type ? { 'Content-Type': described.type } : {});
    }
    const type = (req.headers['content-type'] ?? '').split(';')[0];
    const answer = cluster.api.answer({ method: req.method, path, query: url.searchParams, bytes, type, user });
    if (answer.watch) return this.#watch(res, answer.watch, url.searchParams, effect.cutAfter);
    return this.#send(res, answer.code, answer.text ?? answer.body, { ...answer.headers, ...(answer.text ? { 'Content-Type': 'text/plain' } : {}) });
  }

  #version() {
    const [major, minor] = this.cluster.version.split('.');
    return { major, minor, gitVersion: `v${this.cluster.version}`, gitCommit: 'double', platform: 'linux/amd64' };
  }

  #watch(res, { kind, ...asked }, query, cutAfter) {
    const { store } = this.cluster;
    const isInitial = query.get('sendInitialEvents') === 'true';
    const from = Number(query.get('resourceVersion') || 0);
    const missed = isInitial || !from ? [] : store.since(kind, from);
    res.writeHead(200, { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' });
    res.flushHeaders();
    const send = (type, object) => res.write(`${JSON.stringify({ type, object })}\n`);
    const pass = ({ key, type, object, previous }) => {
      if (key !== kind.key) return;
      const is = matches(object, asked), was = previous && matches(previous, asked);
      if (type === 'DELETED' ? is : is || was) send(type === 'DELETED' || !is ? 'DELETED' : was ? 'MODIFIED' : 'ADDED', object);
    };
    if (isInitial || !from) {
      for (const object of store.list(kind, asked)) send('ADDED', object);
      const metadata = { resourceVersion: String(store.version), annotations: { 'k8s.io/initial-events-end': 'true' } };
      if (isInitial) send('BOOKMARK', { kind: kind.kind, apiVersion: kind.apiVersion, metadata });
    }
    missed.forEach(pass);
    store.listeners.add(pass);
    const end = setTimeout(() => res.end(), Math.min(Number(query.get('timeoutSeconds') || 300), 600) * 1000);
    const cut = cutAfter && setTimeout(() => res.destroy(), cutAfter);
    res.on('close', () => {
      store.listeners.delete(pass);
      clearTimeout(end);
      clearTimeout(cut);
    });
  }
}
