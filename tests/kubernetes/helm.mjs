// Runs a real helm for tests, each time with a home of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The two generations that charts are deployed with; ./dev installs them. */
export const HELMS = {
  'helm 4': process.env.KONTOR_HELM ?? join(root, 'build/helm/helm4'),
  'helm 3': process.env.KONTOR_HELM3 ?? join(root, 'build/helm/helm3'),
};

export const CHART = join(import.meta.dirname, 'chart');

/** {code, out, err} of `helm …args`; values go in as JSON on standard input, killAfter in milliseconds. */
export async function helm(program, kubeconfig, args, { values, killAfter } = {}) {
  const home = await mkdtemp(join(tmpdir(), 'helm-'));
  const file = join(home, 'kubeconfig');
  await writeFile(file, kubeconfig, { mode: 0o600 });
  const env = {
    HOME: home, KUBECONFIG: file, KUBECACHEDIR: join(home, 'cache'), HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home, GOMAXPROCS: '2',
  };
  const child = spawn(program, [...args, ...(values ? ['-f', '-'] : [])], { env });
  let out = '', err = '';
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (err += bytes));
  child.stdin.on('error', () => {}).end(values ? JSON.stringify(values) : '');
  const kill = killAfter && setTimeout(() => child.kill('SIGKILL'), killAfter);
  const code = await new Promise((done, failed) => child.on('close', done).on('error', failed));
  clearTimeout(kill);
  await rm(home, { recursive: true, force: true });
  return { code, out, err };
}
