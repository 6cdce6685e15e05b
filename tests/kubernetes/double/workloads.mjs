// The controllers of workloads: what a Deployment, StatefulSet, DaemonSet or Job makes, and what it says of itself.
import { createHash } from 'node:crypto';
import { Failure } from './status.mjs';
import { now, withoutVowels } from './store.mjs';

const hash = (value) => withoutVowels(createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 10));
const isReady = (pod) => pod.status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True');
const owner = ({ apiVersion, kind, metadata: { name, uid } }) => ({ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true });

export class Workloads {
  constructor(cluster) {
    Object.assign(this, { cluster, store: cluster.store, kinds: cluster.kinds });
  }

  run() {
    const each = (key, work) => this.store.list(this.kinds.get(key)).forEach((object) => work.call(this, object));
    each('deployments.apps', this.#deployment);
    each('replicasets.apps', this.#replicaSet);
    each('statefulsets.apps', this.#statefulSet);
    each('daemonsets.apps', this.#daemonSet);
    each('jobs.batch', this.#job);
  }

  #owned(key, parent) {
    const { namespace, uid } = parent.metadata;
    return this.store.list(this.kinds.get(key), { namespace }).filter((one) => one.metadata.ownerReferences?.[0]?.uid === uid);
  }

  #setStatus(key, object, status) {
    this.store.setStatus(this.kinds.get(key), object, status);
  }

  /** Makes a pod of the template; a refusal becomes an event at the owner. Answers whether it was made. */
  #makePod(parent, template, name, labels, more = {}) {
    const metadata = {
      ...template.metadata, name, namespace: parent.metadata.namespace, ownerReferences: [owner(parent)],
      labels: { ...template.metadata?.labels, ...labels },
    };
    try {
      this.cluster.api.write(this.kinds.get('pods'), { apiVersion: 'v1', kind: 'Pod', metadata, spec: { ...template.spec, ...more } });
      this.cluster.event(parent, 'Normal', 'SuccessfulCreate', `Created pod: ${name}`);
      return undefined;
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      const message = parent.kind === 'StatefulSet'
        ? `create Pod ${name} in StatefulSet ${parent.metadata.name} failed error: ${failure.message}`
        : `Error creating: ${failure.message}`;
      this.cluster.event(parent, 'Warning', 'FailedCreate', message);
      return message;
    }
  }

  #remove(pod) {
    this.store.remove(this.kinds.get('pods'), pod);
  }

  #deployment(deployment) {
    const { metadata, spec } = deployment, key = this.kinds.get('replicasets.apps');
    const revision = hash(spec.template), labels = { ...spec.template.metadata?.labels, 'pod-template-hash': revision };
    const sets = this.#owned('replicasets.apps', deployment);
    const current = sets.find((set) => set.metadata.labels['pod-template-hash'] === revision);
    const replicas = spec.replicas;
    if (!current) {
      const template = { ...spec.template, metadata: { ...spec.template.metadata, labels } };
      const selector = { matchLabels: { ...spec.selector.matchLabels, 'pod-template-hash': revision } };
      const made = { name: `${metadata.name}-${revision}`, namespace: metadata.namespace, labels, ownerReferences: [owner(deployment)] };
      this.store.create(key, { metadata: made, spec: { replicas, selector, template }, status: { replicas: 0 } });
      this.cluster.event(deployment, 'Normal', 'ScalingReplicaSet', `Scaled up replica set ${made.name} from 0 to ${replicas}`);
      return;
    }
    this.#scaleSet(current, replicas);
    const isNewReady = current.spec.replicas === replicas && (current.status.readyReplicas ?? 0) === replicas;
    const old = sets.filter((set) => set !== current);
    if (isNewReady) old.forEach((set) => this.#scaleSet(set, 0));
    this.#setStatus('deployments.apps', deployment, this.#deploymentStatus(deployment, current, old));
  }

  #scaleSet(set, replicas) {
    if (set.spec.replicas !== replicas) this.store.replace(this.kinds.get('replicasets.apps'), { ...set, spec: { ...set.spec, replicas } });
  }

  #deploymentStatus({ metadata, spec, status: before }, current, old) {
    const sum = (field) => [current, ...old].reduce((total, set) => total + (set.status[field] ?? 0), 0);
    const ready = sum('readyReplicas'), isAvailable = ready >= spec.replicas;
    const isDone = isAvailable && sum('replicas') === spec.replicas && (current.status.readyReplicas ?? 0) === spec.replicas;
    const condition = (type, isTrue, reason, message) => {
      const last = before?.conditions?.find((one) => one.type === type), status = isTrue ? 'True' : 'False';
      return { type, status, reason, message, lastTransitionTime: last?.status === status ? last.lastTransitionTime : now() };
    };
    const failure = current.status.conditions?.find((one) => one.type === 'ReplicaFailure');
    return {
      observedGeneration: metadata.generation, replicas: sum('replicas'), updatedReplicas: current.status.replicas ?? 0,
      readyReplicas: ready, availableReplicas: ready, unavailableReplicas: Math.max(0, spec.replicas - ready),
      conditions: [
        condition('Available', isAvailable, isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
          `Deployment ${isAvailable ? 'has' : 'does not have'} minimum availability.`),
        condition('Progressing', true, isDone ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated', `ReplicaSet "${current.metadata.name}" is progressing.`),
        ...(failure ? [condition('ReplicaFailure', true, failure.reason, failure.message)] : []),
      ],
    };
  }

  #replicaSet(set) {
    const pods = this.#owned('pods', set), { replicas, template } = set.spec;
    pods.slice(replicas).forEach((pod) => this.#remove(pod));
    let problem;
    for (let number = pods.length; number < replicas && !problem; number++)
      problem = this.#makePod(set, template, `${set.metadata.name}-${hash([set.metadata.uid, number, this.store.version]).slice(0, 5)}`, {});
    const left = this.#owned('pods', set), ready = left.filter(isReady).length;
    const conditions = problem ? { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: problem.replace(/^Error creating: /, '') }] } : {};
    const counted = { replicas: left.length, fullyLabeledReplicas: left.length, readyReplicas: ready, availableReplicas: ready };
    const { generation } = this.store.get(this.kinds.get('replicasets.apps'), set.metadata.namespace, set.metadata.name).metadata;
    this.#setStatus('replicasets.apps', set, { ...counted, observedGeneration: generation, ...conditions });
  }

  /** Claims of a StatefulSet stay when it goes: they hold somebody's data. */
  #makeClaims(set, podName) {
    const claims = this.kinds.get('persistentvolumeclaims');
    for (const template of set.spec.volumeClaimTemplates ?? []) {
      const name = `${template.metadata.name}-${podName}`, { namespace } = set.metadata;
      if (this.store.get(claims, namespace, name)) continue;
      const isKept = set.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted !== 'Delete';
      const metadata = { ...template.metadata, name, namespace, labels: set.spec.selector.matchLabels, ...(isKept ? {} : { ownerReferences: [owner(set)] }) };
      this.cluster.api.write(claims, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: template.spec });
    }
  }

  #statefulSet(set) {
    const { metadata, spec } = set, revision = `${metadata.name}-${hash(spec.template)}`;
    const pods = this.#owned('pods', set);
    const find = (number) => pods.find((pod) => pod.metadata.name === `${metadata.name}-${number}`);
    const isCurrent = (pod) => pod.metadata.labels['controller-revision-hash'] === revision;
    pods.filter((pod) => Number(pod.metadata.name.slice(metadata.name.length + 1)) >= spec.replicas).forEach((pod) => this.#remove(pod));
    for (let number = 0; number < spec.replicas; number++) {
      const pod = find(number);
      if (!pod) this.#makeMember(set, number, revision);
      if (spec.podManagementPolicy !== 'Parallel' && (!pod || (!isReady(pod) && isCurrent(pod)))) break;
    }
    const outdated = pods.filter((pod) => !isCurrent(pod));
    if (outdated.length && pods.every((pod) => isReady(pod) || !isCurrent(pod))) this.#remove(outdated.at(-1));
    const left = this.#owned('pods', set), count = (test) => left.filter(test).length;
    this.#setStatus('statefulsets.apps', set, {
      observedGeneration: metadata.generation, replicas: left.length, readyReplicas: count(isReady), availableReplicas: count(isReady),
      currentReplicas: count(isCurrent), updatedReplicas: count(isCurrent), updateRevision: revision,
      currentRevision: count(isCurrent) === spec.replicas ? revision : (set.status?.currentRevision ?? revision), collisionCount: 0,
    });
  }

  #makeMember(set, number, revision) {
    const name = `${set.metadata.name}-${number}`, { spec } = set.spec.template;
    try {
      this.#makeClaims(set, name);
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      this.cluster.event(set, 'Warning', 'FailedCreate', `create Claim of Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${failure.message}`);
      return;
    }
    const claims = (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({ name: metadata.name, persistentVolumeClaim: { claimName: `${metadata.name}-${name}` } }));
    const labels = { 'controller-revision-hash': revision, 'statefulset.kubernetes.io/pod-name': name, 'apps.kubernetes.io/pod-index': String(number) };
    this.#makePod(set, set.spec.template, name, labels, { volumes: [...(spec.volumes ?? []), ...claims], hostname: name });
  }

  #daemonSet(set) {
    const nodes = this.store.list(this.kinds.get('nodes')), revision = hash(set.spec.template);
    const pods = this.#owned('pods', set);
    pods.filter((pod) => pod.metadata.labels['controller-revision-hash'] !== revision).forEach((pod) => this.#remove(pod));
    for (const node of nodes)
      if (!pods.some((pod) => pod.spec.nodeName === node.metadata.name))
        this.#makePod(set, set.spec.template, `${set.metadata.name}-${hash([node.metadata.uid, revision]).slice(0, 5)}`, { 'controller-revision-hash': revision }, { nodeName: node.metadata.name });
    const left = this.#owned('pods', set), ready = left.filter(isReady).length;
    this.#setStatus('daemonsets.apps', set, {
      observedGeneration: set.metadata.generation, desiredNumberScheduled: nodes.length, currentNumberScheduled: left.length,
      updatedNumberScheduled: left.length, numberReady: ready, numberAvailable: ready, numberMisscheduled: 0,
    });
  }

  #job(job) {
    const { spec, status = {}, metadata } = job;
    if (status.conditions?.length) return;
    const pods = this.#owned('pods', job), count = (phase) => pods.filter((pod) => pod.status.phase === phase).length;
    const succeeded = count('Succeeded'), failed = count('Failed'), active = pods.length - succeeded - failed;
    const last = pods.filter((pod) => pod.status.phase === 'Failed').at(-1);
    const next = { startTime: status.startTime ?? now(), active, succeeded, failed, ready: pods.filter(isReady).length };
    const condition = (type, reason, message) => ({ type, status: 'True', reason, message, lastTransitionTime: now(), lastProbeTime: now() });
    if (succeeded >= spec.completions) {
      next.completionTime = now();
      next.conditions = ['SuccessCriteriaMet', 'Complete'].map((type) => condition(type, 'CompletionsReached', 'Reached expected number of succeeded pods'));
    } else if (failed > spec.backoffLimit) {
      next.conditions = ['FailureTarget', 'Failed'].map((type) => condition(type, 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'));
      this.cluster.event(job, 'Warning', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit');
    } else if (!active && !(last && this.cluster.isTooEarly(last))) {
      const labels = { 'batch.kubernetes.io/job-name': metadata.name, 'job-name': metadata.name, 'batch.kubernetes.io/controller-uid': metadata.uid };
      this.#makePod(job, spec.template, `${metadata.name}-${hash([metadata.uid, pods.length]).slice(0, 5)}`, labels);
    }
    this.#setStatus('jobs.batch', job, next);
  }
}
