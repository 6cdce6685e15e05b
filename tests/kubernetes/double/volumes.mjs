// Claims become volumes, services get addresses: what a cloud gives a cluster.

export class Volumes {
  constructor(cluster) {
    Object.assign(this, { cluster, store: cluster.store, kinds: cluster.kinds });
  }

  #class(claim) {
    return this.store.get(this.kinds.get('storageclasses.storage.k8s.io'), '', claim.spec.storageClassName);
  }

  waitsForConsumer(claim) {
    return this.#class(claim)?.volumeBindingMode === 'WaitForFirstConsumer';
  }

  run() {
    const kind = this.kinds.get('persistentvolumeclaims');
    const claims = this.store.list(kind);
    for (const claim of claims) if (claim.status.phase !== 'Bound') this.#bind(kind, claim);
    const bound = new Set(claims.map((claim) => claim.metadata.uid)), volumes = this.kinds.get('persistentvolumes');
    for (const volume of this.store.list(volumes)) if (!bound.has(volume.spec.claimRef.uid)) this.store.remove(volumes, volume);
  }

  #isUsed(claim) {
    const pods = this.store.list(this.kinds.get('pods'), { namespace: claim.metadata.namespace });
    return pods.some((pod) => pod.spec.nodeName && pod.spec.volumes?.some((one) => one.persistentVolumeClaim?.claimName === claim.metadata.name));
  }

  #bind(kind, claim) {
    const { storageClassName, accessModes, resources, volumeMode } = claim.spec;
    const { event, faults } = this.cluster, storage = this.#class(claim);
    if (!storageClassName)
      return event(claim, 'Normal', 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set');
    if (!storage) return event(claim, 'Warning', 'ProvisioningFailed', `storageclass.storage.k8s.io "${storageClassName}" not found`);
    if (faults.find('unbound_volume', (fault) => !fault.storage_class || fault.storage_class === storageClassName))
      return event(claim, 'Warning', 'ProvisioningFailed', `failed to provision volume with StorageClass "${storageClassName}": rpc error: code = ResourceExhausted desc = the disk quota of the project is used up`);
    if (storage.volumeBindingMode === 'WaitForFirstConsumer' && !this.#isUsed(claim))
      return event(claim, 'Normal', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding');
    const { name, namespace, uid } = claim.metadata, volumeName = `pvc-${uid}`, capacity = { storage: resources.requests.storage };
    const volume = {
      metadata: { name: volumeName },
      spec: { capacity, accessModes, storageClassName, volumeMode, persistentVolumeReclaimPolicy: storage.reclaimPolicy, claimRef: { kind: 'PersistentVolumeClaim', namespace, name, uid } },
      status: { phase: 'Bound' },
    };
    this.store.create(this.kinds.get('persistentvolumes'), volume);
    event(claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volumeName}`);
    return this.store.replace(kind, { ...claim, spec: { ...claim.spec, volumeName }, status: { phase: 'Bound', accessModes, capacity } });
  }
}

export class Addresses {
  constructor(cluster) {
    Object.assign(this, { cluster, store: cluster.store, kinds: cluster.kinds });
    this.last = 1;
  }

  /** An address inside the cluster for a service. */
  next() {
    const taken = new Set(this.store.list(this.kinds.get('services')).map((service) => service.spec.clusterIP));
    do this.last += 1;
    while (taken.has(this.#inside(this.last)));
    return this.#inside(this.last);
  }

  #inside(number) {
    return `10.96.${number >> 8}.${number & 255}`;
  }

  run() {
    const services = this.kinds.get('services'), ingresses = this.kinds.get('ingresses.networking.k8s.io');
    const outside = (used) => Array.from({ length: 250 }, (_, number) => `203.0.113.${number + 10}`).find((one) => !used.has(one));
    const used = new Set(this.store.list(services).map((service) => service.status?.loadBalancer?.ingress?.[0].ip));
    for (const service of this.store.list(services)) {
      if (service.spec.type !== 'LoadBalancer' || service.status.loadBalancer.ingress) continue;
      if (this.cluster.faults.find('no_load_balancer')) {
        this.cluster.event(service, 'Warning', 'SyncLoadBalancerFailed', 'Error syncing load balancer: failed to ensure load balancer: no free address');
        continue;
      }
      const ip = outside(used);
      used.add(ip);
      this.store.setStatus(services, service, { loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] } });
    }
    for (const ingress of this.store.list(ingresses)) {
      if (ingress.status?.loadBalancer?.ingress || !this.#hasClass(ingress)) continue;
      this.store.setStatus(ingresses, ingress, { loadBalancer: { ingress: [{ ip: '203.0.113.5' }] } });
    }
  }

  #hasClass({ spec }) {
    const classes = this.store.list(this.kinds.get('ingressclasses.networking.k8s.io'));
    return classes.some(({ metadata }) =>
      spec.ingressClassName ? metadata.name === spec.ingressClassName : metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true',
    );
  }
}
