// Who asks, and whether they may: client certificates, tokens of service accounts, and RBAC with its rule against
// granting what one does not hold.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { badRequest, forbidden, notFound, unauthorized } from './status.mjs';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const covers = (allowed = [], wanted) => allowed.includes('*') || allowed.includes(wanted);
const coversResource = (allowed = [], wanted) => covers(allowed, wanted) || (wanted.includes('/') && allowed.includes(`*/${wanted.split('/')[1]}`));
const coversPath = (allowed = [], path) =>
  allowed.some((one) => one === path || (one.endsWith('*') && path.startsWith(one.slice(0, -1))));

/** asked: {verb, group, resource ("pods", "pods/log"), name} or {verb, path}. */
function ruleAllows(rule, asked) {
  if (!covers(rule.verbs, asked.verb)) return false;
  if (asked.path) return coversPath(rule.nonResourceURLs, asked.path);
  const isNamed = !rule.resourceNames?.length || rule.resourceNames.includes(asked.name);
  return isNamed && covers(rule.apiGroups, asked.group) && coversResource(rule.resources, asked.resource);
}

/** The rule taken apart into single questions, for the comparison of what is granted with what is held. */
function questions(rule) {
  const paths = (rule.nonResourceURLs ?? []).flatMap((path) => rule.verbs.map((verb) => ({ verb, path })));
  const names = rule.resourceNames?.length ? rule.resourceNames : [undefined];
  const resources = (rule.apiGroups ?? []).flatMap((group) =>
    (rule.resources ?? []).flatMap((resource) => rule.verbs.flatMap((verb) => names.map((name) => ({ verb, group, resource, name })))),
  );
  return [...paths, ...resources];
}

export class Access {
  /** longestToken: seconds that a token lives at most, as a server's setting has it. */
  constructor(store, kinds, { longestToken = 86_400, signingKey = randomBytes(32).toString('hex') } = {}) {
    Object.assign(this, { store, kinds, longestToken, signingKey });
  }

  /** {name, groups} of the request; 401 for a credential that does not hold. */
  identify(socket, authorization) {
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
    if (token) return this.#ofToken(token);
    if (!socket.authorized) return { name: 'system:anonymous', groups: ['system:unauthenticated'] };
    const { CN, O } = socket.getPeerCertificate().subject;
    return { name: CN, groups: [O ?? [], 'system:authenticated'].flat() };
  }

  #sign(text) {
    return createHmac('sha256', this.signingKey).update(text).digest('base64url');
  }

  #ofToken(token) {
    const [head, body, signature] = token.split('.');
    if (!signature || this.#sign(`${head}.${body}`) !== signature) throw unauthorized();
    const { exp, 'kubernetes.io': of } = JSON.parse(Buffer.from(body, 'base64url'));
    const account = this.store.get(this.kinds.get('serviceaccounts'), of.namespace, of.serviceaccount.name);
    if (exp * 1000 <= Date.now() || account?.metadata.uid !== of.serviceaccount.uid) throw unauthorized();
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${of.namespace}`, 'system:authenticated'];
    return { name: `system:serviceaccount:${of.namespace}:${account.metadata.name}`, groups };
  }

  /** The answer to a TokenRequest. */
  issueToken(namespace, name, request) {
    const kind = this.kinds.get('serviceaccounts');
    const account = this.store.get(kind, namespace, name);
    if (!account) throw notFound(kind, name);
    const wanted = request.spec?.expirationSeconds ?? 3600;
    if (wanted < 600) throw badRequest('spec.expirationSeconds: Invalid value: may not specify a duration less than 10 minutes');
    const issued = Math.floor(Date.now() / 1000), exp = issued + Math.min(wanted, this.longestToken);
    const claims = {
      iss: 'https://kubernetes.default.svc', sub: `system:serviceaccount:${namespace}:${name}`, aud: ['https://kubernetes.default.svc'],
      iat: issued, nbf: issued, exp, jti: randomUUID(), 'kubernetes.io': { namespace, serviceaccount: { name, uid: account.metadata.uid } },
    };
    const signed = `${encode({ alg: 'HS256', kid: 'double' })}.${encode(claims)}`;
    const expires = new Date(exp * 1000).toISOString().replace('.000Z', 'Z');
    return {
      kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: { name, namespace, creationTimestamp: null },
      spec: { audiences: claims.aud, expirationSeconds: exp - issued, boundObjectRef: null },
      status: { token: `${signed}.${this.#sign(signed)}`, expirationTimestamp: expires },
    };
  }

  #isSubject(user, subject, namespace) {
    if (subject.kind === 'User') return subject.name === user.name;
    if (subject.kind === 'Group') return user.groups.includes(subject.name);
    return user.name === `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`;
  }

  #rulesOfRole({ kind, name }, namespace) {
    const key = kind === 'ClusterRole' ? 'clusterroles' : 'roles';
    const role = this.store.get(this.kinds.get(`${key}.rbac.authorization.k8s.io`), kind === 'ClusterRole' ? '' : namespace, name);
    return role?.rules ?? [];
  }

  /** Every rule that holds for the user in the namespace ('' for the whole cluster). */
  rules(user, namespace) {
    const bindings = (key, asked) => this.store.list(this.kinds.get(`${key}.rbac.authorization.k8s.io`), asked);
    const ofUser = [...bindings('clusterrolebindings', {}), ...(namespace ? bindings('rolebindings', { namespace }) : [])].filter(
      (binding) => (binding.subjects ?? []).some((subject) => this.#isSubject(user, subject, binding.metadata.namespace)),
    );
    return ofUser.flatMap((binding) => this.#rulesOfRole(binding.roleRef, binding.metadata.namespace));
  }

  allows(user, asked) {
    if (user.groups.includes('system:masters')) return true;
    return this.rules(user, asked.namespace ?? '').some((rule) => ruleAllows(rule, asked));
  }

  /** 403 unless the user may; anonymous users too are told what was refused. */
  require(user, asked, kind) {
    if (this.allows(user, asked)) return;
    const who = `User "${user.name}" cannot ${asked.verb}`;
    if (asked.path) throw forbidden({ key: '', plural: '' }, '', `${who} path "${asked.path}"`);
    const where = asked.namespace ? `in the namespace "${asked.namespace}"` : 'at the cluster scope';
    throw forbidden(kind, asked.name, `${who} resource "${asked.resource}" in API group "${asked.group}" ${where}`);
  }

  /** The rule against escalation, for a Role, ClusterRole or one of their bindings that the user writes. */
  requireNoEscalation(user, kind, object) {
    if (kind.group !== 'rbac.authorization.k8s.io') return;
    const { name, namespace } = object.metadata;
    const isBinding = kind.kind.endsWith('Binding');
    const granted = isBinding ? this.#rulesOfRole(object.roleRef, namespace) : (object.rules ?? []);
    const roleKind = isBinding ? `${object.roleRef.kind.toLowerCase()}s` : kind.plural;
    const lift = { verb: isBinding ? 'bind' : 'escalate', group: kind.group, resource: roleKind, name: isBinding ? object.roleRef.name : name, namespace };
    if (this.allows(user, lift)) return;
    const missing = granted.filter((rule) => !questions(rule).every((asked) => this.allows(user, { ...asked, namespace })));
    if (!missing.length) return;
    const list = missing.map(({ apiGroups, resources, verbs }) => JSON.stringify({ APIGroups: apiGroups, Resources: resources, Verbs: verbs }));
    const who = `user "${user.name}" (groups=${JSON.stringify(user.groups)})`;
    throw forbidden(kind, name, `${who} is attempting to grant RBAC permissions not currently held:\n${list.join('\n')}`);
  }

  /** SelfSubjectAccessReview and SelfSubjectRulesReview, answered. */
  review(user, kind, object) {
    if (kind.kind === 'SelfSubjectRulesReview') {
      const rules = user.groups.includes('system:masters')
        ? [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]
        : this.rules(user, object.spec.namespace);
      const resourceRules = rules.filter((rule) => rule.resources), nonResourceRules = rules.filter((rule) => rule.nonResourceURLs);
      return { ...object, status: { resourceRules, nonResourceRules, incomplete: false } };
    }
    const { resourceAttributes: of, nonResourceAttributes: path } = object.spec;
    const resource = of && (of.subresource ? `${of.resource}/${of.subresource}` : of.resource);
    const asked = of ? { verb: of.verb, group: of.group ?? '', resource, name: of.name, namespace: of.namespace } : path;
    const allowed = this.allows(user, asked);
    return { ...object, status: { allowed, ...(allowed ? { reason: 'RBAC: allowed' } : {}) } };
  }
}
