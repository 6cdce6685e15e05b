// kubeconfig files for the double, as YAML that is JSON in block style.

const base64 = (text) => Buffer.from(text).toString('base64');

/** user: {cert, key} or {token}. */
export function kubeconfig({ url, ca, name = 'double', namespace, user }) {
  const credential = user.token
    ? `    token: ${user.token}`
    : `    client-certificate-data: ${base64(user.cert)}\n    client-key-data: ${base64(user.key)}`;
  return `apiVersion: v1
kind: Config
clusters:
- name: ${name}
  cluster:
    server: ${url}
    certificate-authority-data: ${base64(ca)}
users:
- name: ${name}
  user:
${credential}
contexts:
- name: ${name}
  context:
    cluster: ${name}
    user: ${name}
${namespace ? `    namespace: ${namespace}\n` : ''}current-context: ${name}
`;
}
