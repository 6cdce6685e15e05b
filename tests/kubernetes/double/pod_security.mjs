// The Pod Security Standards, as far as charts meet them. Levels: privileged, baseline, restricted.

const quoted = (names) => names.map((name) => `"${name}"`).join(', ');
const containersOf = (spec) => [...spec.containers, ...(spec.initContainers ?? [])];

function baseline(spec) {
  const problems = [];
  const all = containersOf(spec);
  const where = (test) => all.filter(test).map((one) => one.name);
  const add = (names, rule, must) => names.length && problems.push(`${rule} (container${names.length > 1 ? 's' : ''} ${quoted(names)} must ${must})`);
  if (spec.hostNetwork || spec.hostPID || spec.hostIPC) problems.push('host namespaces (hostNetwork=true)');
  const paths = (spec.volumes ?? []).filter((volume) => volume.hostPath).map((volume) => volume.name);
  if (paths.length) problems.push(`hostPath volumes (volume${paths.length > 1 ? 's' : ''} ${quoted(paths)})`);
  add(where((one) => one.securityContext?.privileged), 'privileged', 'not set securityContext.privileged=true');
  add(where((one) => one.ports?.some((port) => port.hostPort)), 'hostPort', 'not use hostPorts');
  return problems;
}

function restricted(spec) {
  const problems = [];
  const all = containersOf(spec), ofPod = spec.securityContext ?? {};
  const where = (test) => all.filter((one) => test(one.securityContext ?? {})).map((one) => one.name);
  const add = (names, rule, subject, must) => names.length && problems.push(`${rule} (${subject}${names.length > 1 ? 's' : ''} ${quoted(names)} must ${must})`);
  add(where((own) => own.allowPrivilegeEscalation !== false), 'allowPrivilegeEscalation != false', 'container', 'set securityContext.allowPrivilegeEscalation=false');
  add(where((own) => !own.capabilities?.drop?.includes('ALL')), 'unrestricted capabilities', 'container', 'set securityContext.capabilities.drop=["ALL"]');
  add(where((own) => (own.runAsNonRoot ?? ofPod.runAsNonRoot) !== true), 'runAsNonRoot != true', 'pod or container', 'set securityContext.runAsNonRoot=true');
  add(where((own) => (own.runAsUser ?? ofPod.runAsUser) === 0), 'runAsUser=0', 'pod or container', 'not set runAsUser=0');
  const hasProfile = (own) => ['RuntimeDefault', 'Localhost'].includes((own.seccompProfile ?? ofPod.seccompProfile)?.type);
  add(where((own) => !hasProfile(own)), 'seccompProfile', 'pod or container', 'set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"');
  return problems;
}

/** Everything in the pod that the level refuses, in the server's words. */
export function podProblems(spec, level) {
  if (level === 'privileged') return [];
  return level === 'restricted' ? [...baseline(spec), ...restricted(spec)] : baseline(spec);
}

export const podSecurityMessage = (level, problems) => `PodSecurity "${level}:latest": ${problems.join(', ')}`;
