// The scheduler and the kubelet: how a pod gets on, and what stands in its way, in the words of a real cluster.
import { podResources, quantity } from './quantities.mjs';
import { now } from './store.mjs';

const condition = (type, isTrue, reason, message) => ({
  type, status: isTrue ? 'True' : 'False', lastProbeTime: null, lastTransitionTime: null, ...(reason ? { reason } : {}), ...(message ? { message } : {}),
});

export class Pods {
  constructor(cluster) {
    Object.assign(this, { cluster, store: cluster.store, kinds: cluster.kinds });
    this.kind = this.kinds.get('pods');
    this.since = new Map(); // uid of a pod → when its containers were made, in milliseconds
  }

  run() {
    const pods = this.store.list(this.kind);
    for (const pod of pods)
      if (!['Succeeded', 'Failed'].includes(pod.status.phase)) pod.spec.nodeName ? this.#live(pod) : this.#schedule(pod);
    const uids = new Set(pods.map((pod) => pod.metadata.uid));
    for (const uid of this.since.keys()) if (!uids.has(uid)) this.since.delete(uid);
  }

  #get(key, pod, name) {
    return this.store.get(this.kinds.get(key), pod.metadata.namespace, name);
  }

  #claims(pod) {
    return (pod.spec.volumes ?? []).filter((volume) => volume.persistentVolumeClaim).map((volume) => volume.persistentVolumeClaim.claimName);
  }

  #schedule(pod) {
    const nodes = this.store.list(this.kinds.get('nodes'));
    const { problem, node } = this.#volumeProblem(pod, nodes.length) ?? this.#findNode(pod, nodes);
    if (problem) {
      this.cluster.event(pod, 'Warning', 'FailedScheduling', problem);
      this.#set(pod, { phase: 'Pending', conditions: [condition('PodScheduled', false, 'Unschedulable', problem)] });
      return;
    }
    this.cluster.event(pod, 'Normal', 'Scheduled', `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node}`);
    this.store.replace(this.kind, { ...pod, spec: { ...pod.spec, nodeName: node }, status: { phase: 'Pending', conditions: [condition('PodScheduled', true)] } });
  }

  #volumeProblem(pod, count) {
    for (const name of this.#claims(pod)) {
      const claim = this.#get('persistentvolumeclaims', pod, name);
      if (!claim) return { problem: `persistentvolumeclaim "${name}" not found` };
      if (claim.status.phase === 'Bound' || this.cluster.volumes.waitsForConsumer(claim)) continue;
      return { problem: `0/${count} nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/${count} nodes are available: ${count} Preemption is not helpful for scheduling.` };
    }
    return undefined;
  }

  #findNode(pod, nodes) {
    const wanted = podResources(pod.spec), reasons = new Map();
    for (const node of nodes) {
      const reason = this.#refusal(pod, node, wanted);
      if (!reason) return { node: node.metadata.name };
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    const list = [...reasons].map(([reason, count]) => `${count} ${reason}`).join(', ');
    return { problem: `0/${nodes.length} nodes are available: ${list}.` };
  }

  #refusal(pod, node, wanted) {
    const labels = node.metadata.labels ?? {};
    if (!Object.entries(pod.spec.nodeSelector ?? {}).every(([key, value]) => labels[key] === value)) return "node(s) didn't match Pod's node affinity/selector";
    const others = this.store.list(this.kind).filter((one) => one.spec.nodeName === node.metadata.name && !['Succeeded', 'Failed'].includes(one.status.phase));
    for (const [resource, amount] of Object.entries(wanted)) {
      const used = others.reduce((sum, one) => sum + (podResources(one.spec)[resource] ?? 0), 0);
      if (used + amount > (quantity(node.status.allocatable[resource] ?? '0') ?? 0)) return `Insufficient ${resource}`;
    }
    return undefined;
  }

  /** A volume or setting that is not there: {reason, message, waiting}. */
  #missing(pod) {
    for (const volume of pod.spec.volumes ?? [])
      for (const [key, name, isOptional] of [['secrets', volume.secret?.secretName, volume.secret?.optional], ['configmaps', volume.configMap?.name, volume.configMap?.optional]])
        if (name && !isOptional && !this.#get(key, pod, name)) {
          const what = key === 'secrets' ? 'secret' : 'configmap';
          return { reason: 'FailedMount', message: `MountVolume.SetUp failed for volume "${volume.name}" : ${what} "${name}" not found`, waiting: 'ContainerCreating' };
        }
    for (const container of pod.spec.containers) {
      const froms = [...(container.env ?? []).map((one) => one.valueFrom ?? {}), ...(container.envFrom ?? [])];
      for (const { secretKeyRef, configMapKeyRef, secretRef, configMapRef } of froms)
        for (const [key, what, of] of [['secrets', 'secret', secretKeyRef ?? secretRef], ['configmaps', 'configmap', configMapKeyRef ?? configMapRef]])
          if (of && !of.optional) {
            const found = this.#get(key, pod, of.name);
            if (!found) return { reason: 'Failed', message: `Error: ${what} "${of.name}" not found`, waiting: 'CreateContainerConfigError' };
            if (of.key && !(of.key in (found.data ?? {}))) return { reason: 'Failed', message: `Error: couldn't find key ${of.key} in ${what === 'secret' ? 'Secret' : 'ConfigMap'} ${pod.metadata.namespace}/${of.name}`, waiting: 'CreateContainerConfigError' };
          }
    }
    return undefined;
  }

  #live(pod) {
    const missing = this.#missing(pod);
    if (missing) {
      this.cluster.event(pod, 'Warning', missing.reason, missing.message);
      this.#wait(pod, missing.waiting, missing.waiting === 'ContainerCreating' ? undefined : missing.message);
      return;
    }
    const { uid } = pod.metadata;
    if (!this.since.has(uid)) {
      this.since.set(uid, Date.now());
      this.#each(pod, 'Pulling', (one) => `Pulling image "${one.image}"`);
    }
    const elapsed = Date.now() - this.since.get(uid);
    const all = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
    const bad = all.find((one) => this.cluster.faults.ofImage('unpullable_image', one.image));
    if (bad) return this.#failToPull(pod, bad, elapsed);
    if (elapsed < this.cluster.readyAfter) return this.#wait(pod, 'ContainerCreating');
    const crashing = pod.spec.containers.find((one) => this.cluster.faults.ofImage('crashing_image', one.image));
    if (crashing) return this.#crash(pod, crashing, elapsed);
    return this.#proceed(pod, elapsed);
  }

  #each(pod, reason, message) {
    for (const one of pod.spec.containers) this.cluster.event(pod, 'Normal', reason, message(one), one.name);
  }

  #failToPull(pod, { name, image }, elapsed) {
    const { event } = this.cluster, isLater = elapsed > this.cluster.readyAfter;
    const whole = image.includes('/') ? image : `docker.io/library/${image}`;
    const why = `rpc error: code = NotFound desc = failed to pull and unpack image "${whole}": failed to resolve reference "${whole}": ${whole}: not found`;
    event(pod, 'Warning', 'Failed', `Failed to pull image "${image}": ${why}`, name);
    event(pod, 'Warning', 'Failed', `Error: ${isLater ? 'ImagePullBackOff' : 'ErrImagePull'}`, name);
    if (isLater) event(pod, 'Normal', 'BackOff', `Back-off pulling image "${image}"`, name);
    this.#wait(pod, isLater ? 'ImagePullBackOff' : 'ErrImagePull', isLater ? `Back-off pulling image "${image}": ErrImagePull: ${why}` : why);
  }

  #crash(pod, { name }, elapsed) {
    const { metadata: { name: podName, namespace, uid }, spec } = pod;
    const terminated = { exitCode: 1, reason: 'Error', startedAt: pod.metadata.creationTimestamp, finishedAt: pod.metadata.creationTimestamp };
    this.#each(pod, 'Started', (one) => `Started container ${one.name}`);
    if (spec.restartPolicy !== 'Always') return this.#set(pod, this.#status(pod, 'Failed', { terminated }));
    const restartCount = Math.min(5, 1 + Math.floor(elapsed / 1000));
    const message = `back-off ${10 * restartCount}s restarting failed container=${name} pod=${podName}_${namespace}(${uid})`;
    this.cluster.event(pod, 'Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${podName}_${namespace}(${uid})`, name);
    return this.#set(pod, this.#status(pod, 'Running', { waiting: { reason: 'CrashLoopBackOff', message } }, { restartCount, lastState: { terminated } }));
  }

  #proceed(pod, elapsed) {
    const startedAt = pod.status.startTime ?? now();
    if (pod.status.phase !== 'Running') {
      this.#each(pod, 'Pulled', (one) => `Successfully pulled image "${one.image}"`);
      this.#each(pod, 'Started', (one) => `Started container ${one.name}`);
    }
    if (pod.spec.restartPolicy !== 'Always' && elapsed > 2 * this.cluster.readyAfter)
      return this.#set(pod, this.#status(pod, 'Succeeded', { terminated: { exitCode: 0, reason: 'Completed', startedAt, finishedAt: now() } }));
    const unready = pod.spec.containers.find((one) => this.cluster.faults.ofImage('unready_image', one.image));
    if (unready) this.cluster.event(pod, 'Warning', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503', unready.name);
    return this.#set(pod, this.#status(pod, 'Running', { running: { startedAt } }, { ready: !unready, started: true }));
  }

  #wait(pod, reason, message) {
    this.#set(pod, this.#status(pod, 'Pending', { waiting: { reason, ...(message ? { message } : {}) } }));
  }

  #status(pod, phase, state, more = {}) {
    const isReady = more.ready === true, isDone = phase === 'Succeeded';
    const containerStatuses = pod.spec.containers.map((one) => ({
      name: one.name, image: one.image, imageID: '', ready: false, started: false, restartCount: 0, lastState: {}, state, ...more,
    }));
    const reason = isDone ? 'PodCompleted' : 'ContainersNotReady';
    const ready = (type) => (isReady ? condition(type, true) : condition(type, false, reason, isDone ? undefined : `containers with unready status: [${pod.spec.containers.map((one) => one.name).join(' ')}]`));
    return {
      phase, startTime: pod.status.startTime ?? now(), qosClass: 'Burstable', hostIP: '192.168.0.11', podIP: `10.244.0.${(parseInt(pod.metadata.uid.slice(0, 2), 16) % 250) + 2}`,
      conditions: [condition('PodScheduled', true), condition('Initialized', true), ready('ContainersReady'), ready('Ready')], containerStatuses,
    };
  }

  #set(pod, status) {
    this.store.setStatus(this.kind, pod, status);
  }

  /** Whether a failed pod of a job is too fresh for the next attempt. */
  isTooEarly(pod) {
    return Date.now() - (this.since.get(pod.metadata.uid) ?? 0) < 2 * this.cluster.readyAfter;
  }
}
