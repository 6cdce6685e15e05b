// The cluster's own certificate authority, by openssl.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export class Authority {
  constructor(folder) {
    this.folder = folder;
  }

  #file(name) {
    return join(this.folder, name);
  }

  /** Makes the authority in its folder unless it is there. */
  async open() {
    const [key, certificate] = [this.#file('ca.key'), this.#file('ca.pem')];
    const about = ['-days', '3650', '-subj', '/CN=kubernetes', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
    if (!existsSync(certificate)) await run('openssl', ['req', '-x509', ...NEW_KEY, ...about, '-keyout', key, '-out', certificate]);
    this.certificate = await readFile(certificate, 'utf8');
    return this;
  }

  /** {key, cert} as PEM texts. names: "DNS:…", "IP:…" for a server; days may be negative. */
  async issue(subject, { names, days = 365 } = {}) {
    const base = this.#file(`${subject.replace(/\W+/g, '-').slice(1)}-${days}`);
    const usage = names ? `serverAuth\nsubjectAltName=${names.join(',')}` : 'clientAuth';
    await run('openssl', ['req', ...NEW_KEY, '-subj', subject, '-keyout', `${base}.key`, '-out', `${base}.csr`]);
    await writeFile(`${base}.ext`, `basicConstraints=CA:FALSE\nextendedKeyUsage=${usage}\n`);
    const by = ['-CA', this.#file('ca.pem'), '-CAkey', this.#file('ca.key'), '-extfile', `${base}.ext`];
    await run('openssl', ['x509', '-req', '-in', `${base}.csr`, ...by, '-days', String(days), '-out', `${base}.pem`]);
    const [key, cert] = await Promise.all([readFile(`${base}.key`, 'utf8'), readFile(`${base}.pem`, 'utf8')]);
    return { key, cert };
  }
}
