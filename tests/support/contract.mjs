// Holds every answer against the OpenAPI description: its status, media type and body must be what the
// description says. It stands behind the test client rather than in a proxy, because a validating proxy
// refuses the malformed requests whose answers matter most.
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** contract(description) → check(method, path, {status, headers, body}) that throws what is untrue. */
export function contract(description) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(description, 'openapi');

  const routes = Object.entries(description.paths).flatMap(([path, methods]) => {
    const pattern = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
    return Object.entries(methods).map(([method, operation]) => ({ path, pattern, method, operation }));
  });
  const compiled = new Map();
  const validator = (pointer) => {
    if (!compiled.has(pointer)) compiled.set(pointer, ajv.compile({ $ref: `openapi#${pointer}` }));
    return compiled.get(pointer);
  };
  const escape = (part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));

  return (method, url, answer) => {
    const path = url.split('?')[0];
    // A literal address wins over one with an argument, as in the router.
    const route = routes
      .filter((one) => one.method === method.toLowerCase() && one.pattern.test(path))
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
    if (!route || answer.status === 431) return; // a head too long for connection_memory never gets to a route
    const where = `${method} ${path} → ${answer.status}`;
    const entry = route.operation.responses[answer.status];
    const pointer = entry?.$ref?.slice(1) ?? `/paths/${escape(route.path)}/${route.method}/responses/${answer.status}`;
    const response = entry?.$ref ? pointer.slice(1).split('/').reduce((at, part) => at[part], description) : entry;
    if (!response) throw new Error(`${where} is not described (only ${Object.keys(route.operation.responses)})`);
    const type = (answer.headers.get('content-type') ?? '').split(';')[0];
    if (!response.content) {
      if (answer.body) throw new Error(`${where} has a body that is not described`);
      return;
    }
    const content = response.content[type] ?? response.content['*/*'];
    if (!content) throw new Error(`${where} is ${type || 'without a type'}, described as ${Object.keys(response.content)}`);
    if (!content.schema || !/json/.test(type)) return;
    const validate = validator(`${pointer}/content/${escape(type)}/schema`);
    if (!validate(answer.body))
      throw new Error(`${where}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(answer.body).slice(0, 600)}`);
  };
}
