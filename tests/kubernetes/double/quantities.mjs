// Kubernetes quantities ("250m", "1Gi", "10") and what pods ask for.

const FACTORS = { n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 };

/** The quantity as a number; undefined if it is none. */
export function quantity(value) {
  const found = /^(\d+(?:\.\d+)?)([a-zA-Z]{0,2})$/.exec(String(value));
  return found && found[2] in FACTORS ? Number(found[1]) * FACTORS[found[2]] : undefined;
}

/** A number as Kubernetes would write it for this resource. */
export function writeQuantity(resource, value) {
  if (/cpu$/.test(resource)) return Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`;
  if (!/memory$|storage$/.test(resource)) return String(value);
  const unit = ['Ti', 'Gi', 'Mi', 'Ki'].find((one) => value && value % FACTORS[one] === 0) ?? '';
  return `${value / FACTORS[unit]}${unit}`;
}

/** What all containers of the pod ask for together; field: requests or limits. */
export function podResources(spec, field = 'requests') {
  const sum = {};
  for (const container of spec.containers)
    for (const [resource, value] of Object.entries({ ...(field === 'requests' ? container.resources?.limits : {}), ...container.resources?.[field] }))
      sum[resource] = (sum[resource] ?? 0) + (quantity(value) ?? 0);
  return sum;
}
