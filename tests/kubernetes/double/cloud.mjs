// The cloud in which clusters are found: an identity service (Keystone v3) and a cluster service (CCE v3), as far as
// looking for clusters and fetching a certificate needs them.
import { randomUUID } from 'node:crypto';

const base64 = (text) => Buffer.from(text).toString('base64');
const id = () => randomUUID().replace(/-/g, '');

// Whom the cloud knows.
export const CLOUD = { domain: 'DEMO-EU-DE-1', user: 'kontor', password: 'Cloud-Password-1', region: 'eu-de', projects: ['eu-de', 'eu-de_shop'] };

const problem = (code, title, message) => ({ code, body: { error: { code, title, message } } });
const refused = (code, message) => ({ code, body: { errorCode: `CCE.${code}`, errorMessage: message } });

export class Cloud {
  /** clusters: [{name, url, authority, project?, phase?}]; address: where this cloud is reached. */
  constructor(address, clusters) {
    this.address = address;
    this.domain = { id: id(), name: CLOUD.domain };
    this.user = { id: id(), name: CLOUD.user, domain: this.domain, password_expires_at: null };
    this.projects = CLOUD.projects.map((name) => ({ id: id(), name, domain_id: this.domain.id, enabled: true }));
    this.clusters = clusters.map((cluster) => ({ project: CLOUD.projects[0], phase: 'Available', ...cluster, uid: randomUUID(), createdAt: new Date().toISOString() }));
    this.tokens = new Map(); // token → its project, null for one of no project
  }

  /** {code, body, headers} of a request; undefined if the path is not the cloud's. */
  async answer(method, path, headers, body) {
    if (path.startsWith('/identity/v3')) return this.#identity(method, path.slice('/identity/v3'.length), headers, body);
    const found = /^\/cce\/api\/v3\/projects\/([^/]+)\/clusters(?:\/([^/]+)(\/clustercert)?)?$/.exec(path);
    return found ? this.#clusterService(method, found, headers, body) : undefined;
  }

  #identity(method, path, headers, body) {
    if (path === '' || path === '/') return { code: 200, body: { version: { id: 'v3.14', status: 'stable' } } };
    if (method === 'POST' && path === '/auth/tokens') return this.#signIn(body.auth ?? {});
    if (!this.tokens.has(headers['x-auth-token'])) return problem(401, 'Unauthorized', 'The request you have made requires authentication.');
    if (path === '/auth/projects' || path === '/projects') return { code: 200, body: { projects: this.projects, links: { next: null, previous: null, self: '' } } };
    return problem(404, 'Not Found', `Could not find ${path}.`);
  }

  #signIn({ identity = {}, scope }) {
    const { name, domain, password } = identity.password?.user ?? {};
    const isKnown = name === CLOUD.user && password === CLOUD.password && (domain?.name === CLOUD.domain || domain?.id === this.domain.id);
    if (!isKnown) return problem(401, 'Unauthorized', 'The request you have made requires authentication.');
    const wanted = scope?.project;
    const project = wanted && this.projects.find((one) => one.id === wanted.id || one.name === wanted.name);
    if (wanted && !project) return problem(401, 'Unauthorized', 'The request you have made requires authentication.');
    const token = `gAAAA${id()}${id()}`;
    this.tokens.set(token, project ?? null);
    const expires = new Date(Date.now() + 24 * 3_600_000).toISOString();
    const ofProject = project
      ? { project: { id: project.id, name: project.name, domain: this.domain }, roles: [{ id: '0', name: 'te_admin' }], catalog: this.#catalog() }
      : {};
    const about = { methods: ['password'], user: this.user, issued_at: new Date().toISOString(), expires_at: expires, ...ofProject };
    return { code: 201, body: { token: about }, headers: { 'X-Subject-Token': token } };
  }

  #catalog() {
    const entry = (type, name, url) => ({ type, name, id: id(), endpoints: [{ id: id(), interface: 'public', region: CLOUD.region, region_id: CLOUD.region, url }] });
    return [entry('identity', 'keystone', `${this.address}/identity/v3`), entry('ccev2.0', 'ccev2.0', `${this.address}/cce`)];
  }

  async #clusterService(method, [, projectId, uid, isCertificate], headers, body) {
    const project = this.tokens.get(headers['x-auth-token']);
    if (!project) return refused(401, 'Authenticate Failed');
    if (project.id !== projectId) return refused(403, 'The token is of another project');
    const own = this.clusters.filter((one) => one.project === project.name);
    if (!uid) return { code: 200, body: { kind: 'List', apiVersion: 'v3', items: own.map((one) => this.#describe(one)) } };
    const cluster = own.find((one) => one.uid === uid);
    if (!cluster) return refused(404, 'Resource not found');
    if (!isCertificate) return { code: 200, body: this.#describe(cluster) };
    if (method !== 'POST') return refused(405, 'Method not allowed');
    if (!(body.duration >= 1 && body.duration <= 1825)) return refused(400, 'duration must be between 1 and 1825 days');
    if (cluster.phase !== 'Available') return refused(409, `The cluster is ${cluster.phase}`);
    return { code: 200, body: await this.#certificate(cluster, body.duration) };
  }

  #describe({ name, uid, url, phase, createdAt }) {
    return {
      kind: 'Cluster', apiVersion: 'v3', metadata: { name, uid, creationTimestamp: createdAt, updateTimestamp: createdAt },
      spec: { category: 'CCE', type: 'VirtualMachine', flavor: 'cce.s2.small', version: 'v1.33', hostNetwork: { vpc: id(), subnet: id() } },
      status: { phase, endpoints: [{ url: 'https://192.168.0.118:5443', type: 'Internal' }, { url, type: 'External' }] },
    };
  }

  /** A kubeconfig as the service gives it; the context that is current does not check the server's certificate. */
  async #certificate({ url, authority }, days) {
    const user = await authority.issue(`/O=system:masters/CN=${this.user.id}`, { days });
    const verified = { 'certificate-authority-data': base64(authority.certificate) };
    const clusters = {
      internalCluster: { server: 'https://192.168.0.118:5443', ...verified },
      externalCluster: { server: url, 'insecure-skip-tls-verify': true },
      externalClusterTLSVerify: { server: url, ...verified },
    };
    const contexts = { internal: 'internalCluster', external: 'externalCluster', externalTLSVerify: 'externalClusterTLSVerify' };
    return {
      kind: 'Config', apiVersion: 'v1', preferences: {},
      clusters: Object.entries(clusters).map(([name, cluster]) => ({ name, cluster })),
      users: [{ name: 'user', user: { 'client-certificate-data': base64(user.cert), 'client-key-data': base64(user.key) } }],
      contexts: Object.entries(contexts).map(([name, cluster]) => ({ name, context: { cluster, user: 'user' } })),
      'current-context': 'external',
    };
  }
}
