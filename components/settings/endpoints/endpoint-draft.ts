import type { EndpointFilter, EndpointKind, MessageKind } from '../../../lib/contracts/endpoint.ts';
import {
  DEFAULT_CONTENT_TYPE,
  DEFAULT_MESSAGE_KINDS,
  DEFAULT_SEVERITIES,
  type EndpointInputBody,
  type MAIL_SECURITIES,
  PAGERDUTY_URL,
} from '../../../lib/contracts/endpoint-input.ts';
import type { Severity } from '../../../lib/contracts/severity.ts';

/** What stands in the form of an endpoint, kept through changes of its kind: texts as they are typed, a list as lines. */
export type EndpointDraft = {
  name: string;
  kind: EndpointKind;
  url: string;
  secrets: string;
  routingKey: string;
  contentType: string;
  template: string;
  headers: string;
  ca: string;
  cert: string;
  key: string;
  proxy: string;
  allow: string;
  host: string;
  port: string;
  security: (typeof MAIL_SECURITIES)[number];
  user: string;
  password: string;
  from: string;
  to: string;
  filter: FilterDraft;
};

/** `pairs` empty and `isOfAll`: all pairs, those to come too. */
export type FilterDraft = { isOfAll: boolean; pairs: string[]; severities: Severity[]; kinds: MessageKind[] };

export const NEW_ENDPOINT: EndpointDraft = {
  name: '',
  kind: 'standard',
  url: '',
  secrets: '',
  routingKey: '',
  contentType: DEFAULT_CONTENT_TYPE,
  template: '',
  headers: '',
  ca: '',
  cert: '',
  key: '',
  proxy: '',
  allow: '',
  host: '',
  port: '',
  security: 'starttls',
  user: '',
  password: '',
  from: '',
  to: '',
  filter: { isOfAll: true, pairs: [], severities: DEFAULT_SEVERITIES, kinds: DEFAULT_MESSAGE_KINDS },
};

export function filterDraft({ pairs, severities, kinds }: EndpointFilter): FilterDraft {
  return { isOfAll: pairs === null, pairs: pairs ?? [], severities, kinds };
}

export function filterOf({ isOfAll, pairs, severities, kinds }: FilterDraft): EndpointFilter {
  return { pairs: isOfAll ? null : pairs, severities, kinds };
}

/** The body that makes such an endpoint. Nothing is checked here: the API says what it expects. */
export function endpointInput(draft: EndpointDraft, by: string): EndpointInputBody {
  const common = {
    name: draft.name.trim(),
    by,
    ...filterOf(draft.filter),
    allow: draft.allow.split(/[\s,]+/).filter(Boolean),
  };
  if (draft.kind === 'email') {
    const smtp = {
      host: draft.host.trim(),
      security: draft.security,
      ...optional('user', draft.user.trim()),
      ...optional('password', draft.password),
      ...optional('ca', draft.ca),
      ...(draft.port.trim() !== '' && { port: Number(draft.port) }),
    };
    return { kind: draft.kind, ...common, smtp, from: draft.from.trim(), to: lines(draft.to) };
  }
  const overHttp = {
    ...common,
    url: draft.url.trim(),
    headers: headersOf(draft.headers),
    tls: { ...optional('ca', draft.ca), ...optional('cert', draft.cert), ...optional('key', draft.key) },
    ...optional('proxy', draft.proxy.trim()),
  };
  switch (draft.kind) {
    case 'standard':
      return { kind: draft.kind, ...overHttp, secrets: lines(draft.secrets) };
    case 'pagerduty': {
      const url = overHttp.url === '' ? PAGERDUTY_URL : overHttp.url;
      return { kind: draft.kind, ...overHttp, url, routingKey: draft.routingKey.trim() };
    }
    case 'template': {
      const template = { contentType: draft.contentType.trim(), body: draft.template };
      return { kind: draft.kind, ...overHttp, template };
    }
    default:
      return { kind: draft.kind, ...overHttp };
  }
}

function optional<Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  // A computed key widens to string; there is just the one.
  return value.trim() === '' ? {} : ({ [name]: value } as Record<Name, string>);
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `Name: value`, one a line. A line without a colon is a name without a value, which the API refuses by name. */
function headersOf(text: string): Record<string, string> {
  return Object.fromEntries(
    lines(text).map((line) => {
      const colon = line.indexOf(':');
      return colon === -1 ? [line, ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}
