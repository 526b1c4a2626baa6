import { checkTemplate } from '../notify/shapes/check-template.ts';
import { notExactlyOne, repeatedNames, unknownPair } from './common-rules.ts';
import type { EndpointOutline, HeartbeatOutline, Outline } from './outline.ts';
import type { SettingsPath } from './path.ts';
import type { Mistake } from './shape.ts';

/** Mistakes in endpoints that only show when several keys are looked at together. */
export function brokenEndpointRules({ endpoints, pairs }: Pick<Outline, 'endpoints' | 'pairs'>): Mistake[] {
  return [
    ...repeatedNames(endpoints, ['endpoints'], 'a name that no other endpoint has'),
    ...endpoints.flatMap((endpoint, index) => {
      if (endpoint === null) return [];
      const path = ['endpoints', index];
      return [
        ...brokenRulesOfKind(endpoint, path),
        ...(endpoint.pairs ?? []).flatMap((name, place) =>
          unknownPair(name, pairs, [...path, 'pairs', place]),
        ),
      ];
    }),
  ];
}

function brokenRulesOfKind(endpoint: EndpointOutline, path: SettingsPath): Mistake[] {
  if (endpoint.kind === 'email') {
    return bothOrNeither(endpoint.smtp, ['user', 'password'], [...path, 'smtp']);
  }
  return [
    ...halfIdentity(endpoint, path),
    ...(endpoint.kind === 'template' ? templateFaults(endpoint.template, [...path, 'template']) : []),
    ...(endpoint.kind === 'standard' ? notExactlyOne(endpoint, ['secret', 'secrets'], path) : []),
  ];
}

function templateFaults(
  { 'content-type': contentType, body }: EndpointOutline['template'],
  path: SettingsPath,
): Mistake[] {
  const found = body === undefined ? null : checkTemplate({ contentType, body });
  return found === null
    ? []
    : [{ path: [...path, 'body'], found, expected: 'a template as docs/webhooks.md tells' }];
}

/** A certificate of our own is of no use without its key. */
export function halfIdentity(address: HeartbeatOutline | null, path: SettingsPath): Mistake[] {
  return address ? bothOrNeither(address.tls, ['cert', 'key'], [...path, 'tls']) : [];
}

function bothOrNeither<Key extends string>(
  map: { [K in Key]?: string | undefined },
  [one, other]: readonly [Key, Key],
  path: SettingsPath,
): Mistake[] {
  if ((map[one] === undefined) === (map[other] === undefined)) return [];
  const [given, missing] = map[one] === undefined ? [other, one] : [one, other];
  return [{ path, found: `${given} without ${missing}`, expected: `both ${one} and ${other}, or neither` }];
}
