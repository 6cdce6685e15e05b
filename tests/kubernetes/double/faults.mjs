// The faults that can be switched on. Those of requests match by method and by a part of the path, and may hold a
// number of times only; those of the cluster hold until they are cleared.
import { Failure } from './status.mjs';

const minute = 60_000;

// fault → what happens to a matching request: {failure}, {delay}, {isSilent} or {cutAfter}, times in milliseconds.
const OF_REQUESTS = {
  unauthorized: () => ({ failure: new Failure(401, 'Unauthorized', 'Unauthorized') }),
  forbidden: () => ({ failure: new Failure(403, 'Forbidden', 'forbidden: the double was told to refuse this request') }),
  conflict: () => ({ failure: new Failure(409, 'Conflict', 'Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again') }),
  limited: ({ retry_after = 1 }) => ({
    failure: new Failure(429, 'TooManyRequests', 'The apiserver is overloaded, please try again later', { retryAfterSeconds: retry_after }, { 'Retry-After': String(retry_after) }),
  }),
  failing: () => ({ failure: new Failure(500, 'InternalError', 'Internal error occurred: etcdserver: request timed out') }),
  unavailable: () => ({ failure: new Failure(503, 'ServiceUnavailable', 'the server is currently unable to handle the request') }),
  redirecting: ({ location }) => ({ failure: new Failure(307, 'TemporaryRedirect', `go to ${location}`, {}, { Location: location }) }),
  slow: ({ milliseconds = 3000 }) => ({ delay: milliseconds }),
  silent: () => ({ isSilent: true }),
  cut_watch: ({ milliseconds = 100 }) => ({ cutAfter: milliseconds }),
};

// fault → what it does, for those who read the list.
const OF_CLUSTER = {
  expired_certificate: 'new connections are shown a certificate that ended yesterday',
  unpullable_image: 'images that contain "image" cannot be pulled',
  crashing_image: 'containers whose image contains "image" end at once, again and again',
  unready_image: 'containers whose image contains "image" run and never become ready',
  unbound_volume: 'claims (of "storage_class") get no volume',
  no_load_balancer: 'services get no address from outside',
};

export const FAULTS = [...Object.keys(OF_REQUESTS), ...Object.keys(OF_CLUSTER)];

export class Faults {
  constructor() {
    this.all = [];
    this.number = 0;
  }

  /** wanted: {fault, method?, path?, user?, times?, seconds?, …}. Answers it with its id. */
  add(wanted) {
    if (!FAULTS.includes(wanted.fault)) throw new Failure(400, 'BadRequest', `There is no fault ${wanted.fault}; there are ${FAULTS.join(', ')}.`);
    const fault = { id: ++this.number, ...wanted, until: Date.now() + (wanted.seconds ? wanted.seconds * 1000 : 60 * 24 * minute) };
    this.all.push(fault);
    return fault;
  }

  clear(id) {
    this.all = this.all.filter((fault) => id !== undefined && fault.id !== id);
  }

  find(name, test = () => true) {
    return this.all.find((fault) => fault.fault === name && fault.until > Date.now() && test(fault));
  }

  ofImage(name, image = '') {
    return this.find(name, (fault) => image.includes(fault.image));
  }

  /** What happens to the request besides its answer; {} mostly. */
  ofRequest({ method, url, user = '' }) {
    const isWatch = /[?&]watch=(true|1)/.test(url);
    const fault = this.all.find(
      (one) =>
        one.fault in OF_REQUESTS && one.until > Date.now() && one.times !== 0 && (!one.method || one.method === method) &&
        (!one.path || url.includes(one.path)) && (!one.user || one.user === user) && (one.fault !== 'cut_watch' || isWatch),
    );
    if (!fault) return {};
    if (fault.times) fault.times -= 1;
    return OF_REQUESTS[fault.fault](fault);
  }
}
