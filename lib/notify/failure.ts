/** What is known of an error of a socket, TLS, the resolver, undici or nodemailer. Each field only where it applies. */
type Failure = Error & {
  code?: unknown;
  /** The system's own code where nodemailer put one of its words into `code`. */
  originalCode?: unknown;
  address?: unknown;
  port?: unknown;
  hostname?: unknown;
  host?: unknown;
  cert?: { subjectaltname?: unknown };
};

/** Why something could not be sent, and what to do about it, in words for the operator. Holds neither URL nor header. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A name with several addresses: they seldom fail in different ways.
  if (error instanceof AggregateError && error.errors.length > 0) return explain(error.errors[0]);
  const failure: Failure = error;
  const code = String(failure.originalCode ?? failure.code ?? '');
  const words = BY_CODE[code]?.(failure) ?? byMessage(failure.message);
  if (words !== null) return words;
  if (failure.cause instanceof Error) return explain(failure.cause);
  return failure.message || code || failure.name;
}

const closed = () => 'the connection was closed before an answer came';
const unreachable = (failure: Failure) => `no way to ${peer(failure)}: check route and firewall`;
const unknownAuthority = () =>
  'its certificate is not from an authority that is trusted here: put the certificate of that authority into tls.ca, or have the server send its intermediate certificates';
const clientCertificate = () => 'it refused our certificate, or wants one: check tls.cert and tls.key';
const noTls = () => 'it does not speak TLS on that port: check port and protocol';
const noHttp = () => 'what answered does not speak HTTP: check port and protocol';
const badPem = () => 'tls.ca, tls.cert or tls.key is not a PEM text';

const BY_CODE: Record<string, (failure: Failure) => string> = {
  ECONNREFUSED: (failure) => `connection refused by ${peer(failure)}: nothing listens there`,
  ECONNRESET: closed,
  EPIPE: closed,
  UND_ERR_SOCKET: closed,
  ETIMEDOUT: (failure) => `no connection to ${peer(failure)}: nothing answers there`,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENOTFOUND: ({ hostname }) => `the name ${hostname} is not known: check its spelling and the name servers`,
  EAI_AGAIN: ({ hostname }) => `no name server answered for ${hostname}`,
  CERT_HAS_EXPIRED: () => 'its certificate has expired',
  CERT_NOT_YET_VALID: () => 'its certificate is not valid yet: compare the clocks',
  CERT_REVOKED: () => 'its certificate was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: () => 'its certificate is self-signed: if that is meant, put it into tls.ca',
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host, cert }) =>
    `its certificate is for ${cert?.subjectaltname ?? 'another name'}, not for ${host}`,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: clientCertificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: clientCertificate,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: clientCertificate,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: clientCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: clientCertificate,
  ERR_OSSL_PEM_NO_START_LINE: badPem,
  ERR_OSSL_PEM_BAD_BASE64_DECODE: badPem,
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: () => 'tls.key does not belong to tls.cert',
  UND_ERR_HEADERS_OVERFLOW: () => 'the headers of its answer are too long',
};

/** For errors that name what happened in their text alone. */
function byMessage(message: string): string | null {
  if (/wrong version number|packet length too long/.test(message)) return noTls();
  const [, proxyStatus] = /^Proxy response \((\d+)\)/.exec(message) ?? [];
  if (proxyStatus !== undefined) return `the proxy answered ${proxyStatus} instead of opening a tunnel`;
  if (/^(Parse Error|Response does not match the HTTP\/1\.1 protocol)/.test(message)) return noHttp();
  return null;
}

function peer({ address, port }: Failure): string {
  if (typeof address !== 'string') return 'it';
  const host = address.includes(':') ? `[${address}]` : address;
  return port === undefined ? host : `${host}:${port}`;
}
