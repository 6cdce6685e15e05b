// A cluster that runs nothing: the Kubernetes API with access rights, quotas and controllers that move objects as a
// real cluster would, against which real helm works; beside it the cloud in which it is found. For tests,
//
//     const cluster = await startCluster({ readyAfter: 200 });
//     cluster.kubeconfig, cluster.control.fault('limited', { times: 2 }), cluster.cloud
//     await cluster.stop();
//
// and as a program, which prints one line of JSON with the same addresses:
//
//     node tests/kubernetes/double.mjs [--port N] [--control-port N] [--kubeconfig FILE] [--ready-after MS]
//         [--state FOLDER]     where objects and certificates outlive the process; its port stays, too
//         [--stay-with PID]    ends when that process does
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Authority } from './double/certificates.mjs';
import { CLOUD, Cloud } from './double/cloud.mjs';
import { Cluster } from './double/cluster.mjs';
import { Control } from './double/control.mjs';
import { kubeconfig } from './double/kubeconfig.mjs';
import { Server } from './double/server.mjs';

const SERVER_NAMES = ['IP:127.0.0.1', 'DNS:localhost', 'DNS:kubernetes.default.svc', 'DNS:double.example'];

async function makeCertificates(authority) {
  const [good, expired, admin] = await Promise.all([
    authority.issue('/CN=kube-apiserver', { names: SERVER_NAMES }),
    authority.issue('/CN=kube-apiserver', { names: SERVER_NAMES, days: -1 }),
    authority.issue('/O=system:masters/CN=kubernetes-admin'),
  ]);
  return { ca: authority.certificate, good, expired, admin };
}

/** The plain HTTP side: /_double (control), /identity/v3 and /cce (the cloud). */
function serveControl(control, cloud) {
  return http.createServer(async (req, res) => {
    const send = ({ code, body, headers = {} }) => res.writeHead(code, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
    const text = Buffer.concat(await req.toArray()).toString();
    const { pathname } = new URL(req.url, 'http://double');
    try {
      const body = text ? JSON.parse(text) : {};
      if (pathname.startsWith('/_double/')) return send(control().answer(req.method, pathname.slice('/_double/'.length), body));
      return send((await cloud().answer(req.method, pathname, req.headers, body)) ?? { code: 404, body: { message: `There is no ${pathname}.` } });
    } catch (failure) {
      return send({ code: 400, body: { message: failure.message } });
    }
  });
}

/** Writes the state now and then and at the end, so that another start goes on from there. */
function keepState(cluster, file, port) {
  let saved = 0;
  const save = async () => {
    if (saved === cluster.store.version) return;
    saved = cluster.store.version;
    await writeFile(`${file}.new`, JSON.stringify({ ...cluster.save(), port }), { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  const timer = setInterval(save, 1000);
  return () => (clearInterval(timer), save());
}

/**
 * settings: port, controlPort (0: any), readyAfter (ms), longestToken (s), version, nodes [{cpu, memory}], otherClusters
 * ([{name, project, phase}] that the cloud lists beside this one), stateFolder (where everything outlives the process).
 */
export async function startCluster(settings = {}) {
  const folder = settings.stateFolder ?? (await mkdtemp(join(tmpdir(), 'kubernetes-double-')));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority = await new Authority(folder).open();
  const certificates = await makeCertificates(authority);
  const stateFile = settings.stateFolder && join(folder, 'state.json');
  const state = stateFile && existsSync(stateFile) ? JSON.parse(await readFile(stateFile, 'utf8')) : undefined;
  const cluster = new Cluster({ ...settings, ...(state ? { state, signingKey: state.signingKey } : {}) });
  const server = new Server(cluster, certificates);
  const port = await server.listen(settings.port || state?.port || 0);
  const url = `https://127.0.0.1:${port}`;
  const control = new Control(cluster, server, authority, url);

  let cloud;
  const outside = serveControl(() => control, () => cloud);
  await new Promise((done, failed) => outside.once('error', failed).listen(settings.controlPort ?? 0, '127.0.0.1', done));
  const controlUrl = `http://127.0.0.1:${outside.address().port}`;
  cloud = new Cloud(controlUrl, [{ name: 'production', url, authority }, ...(settings.otherClusters ?? []).map((one) => ({ url, authority, ...one }))]);
  const end = stateFile ? keepState(cluster, stateFile, port) : async () => {};

  return {
    url,
    ca: authority.certificate,
    kubeconfig: kubeconfig({ url, ca: authority.certificate, user: certificates.admin }),
    control,
    controlUrl,
    cloud: { ...CLOUD, url: `${controlUrl}/identity/v3` },
    stop: async () => {
      cluster.stop();
      await end();
      await Promise.all([server.stop(), new Promise((done) => outside.close(done).closeAllConnections())]);
      if (!settings.stateFolder) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function main() {
  const text = { type: 'string' };
  const options = { port: text, 'control-port': text, kubeconfig: text, state: text, 'ready-after': text, 'stay-with': text };
  const { values } = parseArgs({ options });
  const cluster = await startCluster({
    port: Number(values.port ?? 0),
    controlPort: Number(values['control-port'] ?? 0),
    readyAfter: Number(values['ready-after'] ?? 3000),
    stateFolder: values.state,
  });
  if (values.kubeconfig) await writeFile(values.kubeconfig, cluster.kubeconfig, { mode: 0o600 });
  const { url, controlUrl, cloud } = cluster;
  console.log(JSON.stringify({ url, control_url: controlUrl, cloud, ...(values.kubeconfig ? { kubeconfig: values.kubeconfig } : {}) }));
  const end = () => cluster.stop().then(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end);
  if (values['stay-with']) setInterval(() => existsSync(`/proc/${values['stay-with']}`) || end(), 1000);
}

if (process.argv[1] === import.meta.filename) await main();
