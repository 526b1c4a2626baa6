import type { Endpoint, HttpChannel } from '../endpoint.ts';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A signed endpoint on loopback. */
export function endpointAt(url: string, more: Partial<HttpChannel> & { name?: string } = {}): Endpoint {
  const { name = 'ops', ...channel } = more;
  return {
    name,
    filter: { pairs: null, severities: ['warning', 'critical'], kinds: ['incident', 'alert'] },
    channel: {
      kind: 'standard',
      url,
      secrets: [SECRET],
      routingKey: null,
      template: null,
      headers: {},
      tls: { ca: null, cert: null, key: null },
      proxy: null,
      allow: ['127.0.0.0/8'],
      ...channel,
    },
  };
}
