import type { EndpointInput } from '../contracts/endpoint-input.ts';
import type { Channel, EmailChannel, HttpChannel } from '../notify/endpoint.ts';
import { checkTemplate } from '../notify/shapes/check-template.ts';

/** An endpoint's way there, whether it stands in pairwatch.yaml or was made on the pages. */
export type ChannelInput = EndpointInput extends infer Input
  ? Input extends EndpointInput
    ? Omit<Input, 'name' | 'by' | 'pairs' | 'severities' | 'kinds'>
    : never
  : never;

type EmailInput = Extract<ChannelInput, { kind: 'email' }>;
type HttpInput = Exclude<ChannelInput, { kind: 'email' }>;
type OverHttp = Pick<HttpChannel, 'url' | 'headers' | 'tls' | 'proxy' | 'allow'>;
export type AddressInput = Pick<HttpInput, keyof OverHttp>;

/** Every default filled in. */
export function channelOf(input: ChannelInput): Channel {
  return input.kind === 'email' ? emailChannel(input) : httpChannel(input);
}

/** What is wrong with the template of an endpoint that has one, and where; null when nothing is. */
export function templateFault(input: ChannelInput): string | null {
  return input.kind === 'template' ? checkTemplate(input.template) : null;
}

function httpChannel(input: HttpInput): HttpChannel {
  const { kind } = input;
  return {
    kind,
    ...overHttp(input),
    secrets: kind === 'standard' ? input.secrets : [],
    routingKey: kind === 'pagerduty' ? input.routingKey : null,
    template: kind === 'template' ? input.template : null,
  };
}

/** How any address is asked over HTTP, every default filled in. */
export function overHttp({ url, headers, tls, proxy, allow }: AddressInput): OverHttp {
  return {
    url,
    headers,
    tls: { ca: tls.ca ?? null, cert: tls.cert ?? null, key: tls.key ?? null },
    proxy: proxy ?? null,
    allow,
  };
}

/** As mail servers have it by custom: submission, submission over TLS, and relay. */
const USUAL_PORT = { starttls: 587, tls: 465, none: 25 } as const;

function emailChannel({ smtp, from, to, allow }: EmailInput): EmailChannel {
  return {
    kind: 'email',
    host: smtp.host,
    port: smtp.port ?? USUAL_PORT[smtp.security],
    security: smtp.security,
    user: smtp.user ?? null,
    password: smtp.password ?? null,
    from,
    to,
    tls: { ca: smtp.ca ?? null },
    allow,
  };
}

/** Where a channel leads, without path, query and secrets: `https://ops.example.net`, `smtp://mail.example.net:587`. */
export function addressOf(channel: Channel): string {
  if (channel.kind !== 'email') return new URL(channel.url).origin;
  const host = channel.host.includes(':') ? `[${channel.host}]` : channel.host;
  return `${channel.security === 'tls' ? 'smtps' : 'smtp'}://${host}:${channel.port}`;
}
