import { parameterLine } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { ROLES } from '../facts.ts';
import { type Found, findingOf, placeAt } from '../finding.ts';
import { featureVersion } from '../version.ts';
import { listed } from '../wording.ts';

/** Which dhcpd reads the files. */
export function checkVersions({ primary, secondary }: Comparison): Found[] {
  const [one, other] = [primary.facts.dhcpdVersion, secondary.facts.dhcpdVersion];
  if (one === null || other === null || one === other) return [];
  return [
    findingOf('versions-differ', {
      ...(featureVersion(one) === featureVersion(other) ? { severity: 'info' as const } : {}),
      subject: `${one} ${other}`,
      sentence: `${primary.server} runs dhcpd ${one}, ${secondary.server} ${other}.`,
      places: [],
      nextStep: 'Update the older one, so that both run the same version.',
    }),
  ];
}

/** Leases that are not on the disk when the client has them. */
export function checkFsync(comparison: Comparison): Found[] {
  const found = ROLES.flatMap((role) => {
    const { server, config } = comparison[role];
    const parameter = config.scopes[0]?.parameters.findLast(({ name }) => name === 'dont-use-fsync');
    return parameter?.value === true ? [{ server, parameter }] : [];
  });
  if (found.length === 0) return [];
  const servers = listed(found.map(({ server }) => server));
  return [
    findingOf('fsync-off', {
      subject: servers,
      sentence: `dhcpd does not wait for the disk at ${servers}: dont-use-fsync is on.`,
      places: found.map(({ server, parameter }) => placeAt(server, parameter, parameterLine(parameter))),
      correction: found.map(({ server, parameter }) => ({
        server,
        file: parameter.file,
        lines: [`# line ${parameter.line}`, 'dont-use-fsync false;'],
      })),
      nextStep: 'Remove dont-use-fsync; use a faster disk where leases come slowly.',
    }),
  ];
}
