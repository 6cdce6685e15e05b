// Failures as the Kubernetes API says them.

export class Failure extends Error {
  constructor(code, reason, message, details = {}, headers = {}) {
    super(message);
    Object.assign(this, { code, reason, details, headers });
  }

  toJSON() {
    const { code, reason, message, details } = this;
    return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details, code };
  }
}

const named = (kind, name) => ({ name, ...(kind.group ? { group: kind.group } : {}), kind: kind.plural });

export const unauthorized = () => new Failure(401, 'Unauthorized', 'Unauthorized');
export const forbidden = (kind, name, why) =>
  new Failure(403, 'Forbidden', `${kind.key} ${name ? `"${name}" ` : ''}is forbidden: ${why}`, named(kind, name));
export const noSuchPath = () => new Failure(404, 'NotFound', 'the server could not find the requested resource');
export const notFound = (kind, name) => new Failure(404, 'NotFound', `${kind.key} "${name}" not found`, named(kind, name));
export const alreadyExists = (kind, name) => new Failure(409, 'AlreadyExists', `${kind.key} "${name}" already exists`, named(kind, name));
export const conflict = (kind, name) =>
  new Failure(
    409, 'Conflict',
    `Operation cannot be fulfilled on ${kind.key} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    named(kind, name),
  );
export const badRequest = (message) => new Failure(400, 'BadRequest', message);
export const notAllowed = () => new Failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
export const unsupported = (type) => new Failure(415, 'UnsupportedMediaType', `the double does not read ${type}`);
export const gone = (version) => new Failure(410, 'Expired', `too old resource version: ${version}`);

/** causes: [field, message] each. */
export function invalid(kind, name, causes) {
  const list = causes.map(([field, message]) => `${field}: ${message}`);
  const said = list.length === 1 ? list[0] : `[${list.join(', ')}]`;
  const details = { ...named(kind, name), causes: causes.map(([field, message]) => ({ reason: 'FieldValueInvalid', field, message })) };
  return new Failure(422, 'Invalid', `${kind.kind}${kind.group ? `.${kind.group}` : ''} "${name}" is invalid: ${said}`, details);
}
