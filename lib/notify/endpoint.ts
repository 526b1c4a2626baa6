import type { EndpointFilter } from '../contracts/endpoint.ts';

/** Somebody who is told. Everything in `channel` may be secret, the whole URL too: none of it goes into a log or an answer. */
export type Endpoint = {
  name: string;
  filter: EndpointFilter;
  channel: Channel;
};

export type Channel = HttpChannel | EmailChannel;

export type HttpChannel = {
  kind: 'standard' | 'slack' | 'teams' | 'pagerduty' | 'alertmanager' | 'template';
  url: string;
  /** Standard Webhooks keys, each base64 with or without `whsec_`; all of them sign, so that one can be replaced. */
  secrets: readonly string[];
  /** PagerDuty's integration key; null for the other kinds. */
  routingKey: string | null;
  /** null for the other kinds. */
  template: { contentType: string; body: string } | null;
  /** Sent with each request, such as Authorization. */
  headers: Readonly<Record<string, string>>;
  tls: TlsOptions;
  /** `http://` or `https://` address of a proxy; null: none. */
  proxy: string | null;
  /** Networks, as CIDR, that may be talked to though they are private, loopback or link-local. */
  allow: readonly string[];
};

/** PEM texts. */
export type TlsOptions = {
  /** Trusted besides the public authorities. */
  ca: string | null;
  cert: string | null;
  key: string | null;
};

export type EmailChannel = {
  kind: 'email';
  host: string;
  port: number;
  /** `tls`: from the first byte. `starttls`: required, not merely tried. */
  security: 'tls' | 'starttls' | 'none';
  user: string | null;
  password: string | null;
  from: string;
  to: readonly string[];
  tls: Pick<TlsOptions, 'ca'>;
  allow: readonly string[];
};

/** An address that is asked as long as Pairwatch works, so that its silence is noticed elsewhere. */
export type HeartbeatTarget = {
  name: string;
  url: string;
  everyMs: number;
} & Pick<HttpChannel, 'tls' | 'proxy' | 'allow' | 'headers'>;
