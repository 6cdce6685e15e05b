// Eight people deploy at once, with real helm into the double of a cluster. Prints as JSON how long it took, and the
// most memory that each helm, and Kontor beside them, had.
import { readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { newShop } from '../tests/kubernetes/shop.mjs';

const AT_ONCE = 8;

const mib = (pid, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const childrenOf = (pid) => readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
  readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean));

const programOf = (pid) => readlinkSync(`/proc/${pid}/exe`);

/** Notes the most memory that each helm of Kontor has had so far: {pid: MiB}. */
function watch(kontor, peaks) {
  for (const child of childrenOf(kontor)) {
    try {
      if (programOf(child) !== programOf(kontor)) peaks[child] = mib(child, 'VmHWM');
    } catch {
      // it has ended
    }
  }
}

const shop = newShop({ KONTOR_DEPLOYMENT_TIMEOUT: '2min' });
try {
  await shop.start();
  await shop.deployed(); // so that nothing is done for the first time
  const { pid } = shop.kontor.process;
  const before = mib(pid, 'VmRSS'), peaks = {};
  writeFileSync(`/proc/${pid}/clear_refs`, '5'); // its peak begins anew
  const drafts = await Promise.all(Array.from({ length: AT_ONCE }, () => shop.configure()));
  const look = setInterval(() => watch(pid, peaks), 20);
  const started = Date.now();
  const placed = await Promise.all(drafts.map((draft) => shop.order(draft)));
  const of = (order) => order.body.subscription_id;
  const { body } = await shop.buyer.get('/v1/workloads?limit=200');
  const each = await Promise.all(placed.map(async (order) => {
    const { id } = body.items.find((one) => one.subscription_id === of(order));
    await shop.inState(id, 'ready', 180_000);
    return (Date.now() - started) / 1000;
  }));
  clearInterval(look);
  const helms = Object.values(peaks);
  console.log(JSON.stringify({
    deployments: AT_ONCE, seconds: Math.max(...each), fastest_seconds: Math.min(...each),
    helms: helms.length, helm_mib: Math.max(...helms), kontor_mib: mib(pid, 'VmHWM'), kontor_before_mib: before,
  }));
} finally {
  await shop.stop();
}
