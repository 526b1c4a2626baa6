import { dirname } from 'node:path/posix';
import { quoted } from './blocks.ts';
import type { Comparison } from './comparison.ts';
import { partnerRole, ROLES, type Role } from './facts.ts';
import { type Found, findingOf, placeAt } from './finding.ts';
import { worstSeverity } from './severity.ts';
import type { Side } from './side.ts';
import { listed, subjectOf } from './wording.ts';

/**
 * The findings, and one for the files that only one server includes. What the other server lacks for no other reason
 * than that is told with it, not by itself.
 */
export function foldIncludes(comparison: Comparison, findings: readonly Found[]): Found[] {
  const told = new Set<Found>();
  const drift = ROLES.flatMap((role) => {
    const files = filesAlone(comparison, role);
    if (files.length === 0) return [];
    const { server } = comparison[role];
    const consequences = findings.filter(
      ({ lackedBy, places }) =>
        lackedBy === comparison[partnerRole(role)].server &&
        places.every((place) => place.server !== server || files.includes(place.file)),
    );
    for (const finding of consequences) told.add(finding);
    return driftFinding(comparison, role, files, consequences);
  });
  return [...findings.filter((finding) => !told.has(finding)), ...drift];
}

/** Files that this server includes and its partner does not, by their path beside the dhcpd.conf. */
function filesAlone(comparison: Comparison, role: Role): string[] {
  const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
  const theirs = new Set(includesOf(partner).map((file) => pathBeside(partner, file)));
  return includesOf(side).filter((file) => !theirs.has(pathBeside(side, file)));
}

function includesOf({ config, mainFile }: Side): string[] {
  return config.files.filter((file) => file !== mainFile);
}

function pathBeside({ mainFile }: Side, file: string): string {
  const folder = `${dirname(mainFile)}/`;
  return file.startsWith(folder) ? file.slice(folder.length) : file;
}

function driftFinding(
  comparison: Comparison,
  role: Role,
  files: string[],
  consequences: readonly Found[],
): Found {
  const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
  const names = files.map((file) => pathBeside(side, file));
  const them = files.length === 1 ? 'it' : 'them';
  return findingOf('include-drift', {
    severity: worstSeverity(['info', ...consequences.map(({ severity }) => severity)]),
    subject: `${side.server}: ${subjectOf(names)}`,
    sentence: [
      `${side.server} includes ${listed(names)}, which ${partner.server} does not.`,
      ...consequences.map(({ sentence }) => sentence),
    ].join(' '),
    places: [
      ...files.map((file) =>
        placeAt(side.server, { file, line: 1, column: 1 }, `the file ${pathBeside(side, file)}`),
      ),
      ...consequences.flatMap(({ places }) => places),
    ],
    correction:
      consequences.length === 0
        ? []
        : [
            {
              server: partner.server,
              file: partner.mainFile,
              lines: names.map((name) => `include ${quoted(name)};`),
            },
          ],
    nextStep: `Copy ${them} to ${partner.server} and include ${them} there, unless the difference is meant.`,
  });
}
