import type { ConfigCorrection, ConfigPlace } from '../../../contracts/config-review.ts';
import type { ConfigCode } from '../codes.ts';
import type { Comparison } from '../comparison.ts';
import { type Difference, EVERYWHERE, settingDifferences } from '../differences.ts';
import { partnerRole, ROLES, type Role } from '../facts.ts';
import { type Found, findingOf, MOST_PLACES, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import { DEFAULTS, type Setting } from '../settings.ts';
import { clipped, listed, subjectOf } from '../wording.ts';

/** Options, lease times and other parameters that do not come to the same at both servers. */
export function checkSettings(comparison: Comparison): Found[] {
  const groups = groupBy(settingDifferences(comparison), causeOf);
  return [...groups.values()].flatMap((group) => findingOfGroup(comparison, group));
}

/** The same for differences that one statement, or one that is missing, may have brought about. */
function causeOf({ key, primary, secondary }: Difference): string {
  if (!primary) return `${key}\0not at primary`;
  if (!secondary) return `${key}\0not at secondary`;
  return `${key}\0${primary.value}\0${secondary.value}`;
}

/** Settings with a code of their own, by key. */
const CODES_BY_KEY: Record<string, ConfigCode> = {
  'default-lease-time': 'lease-times-differ',
  'max-lease-time': 'lease-times-differ',
  'min-lease-time': 'lease-times-differ',
  authoritative: 'authoritative-differs',
  interface: 'interface-differs',
};

function codeOf(key: string): ConfigCode {
  return CODES_BY_KEY[key] ?? (key.startsWith('option ') ? 'option-differs' : 'parameter-differs');
}

function findingOfGroup(comparison: Comparison, group: Difference[]): Found[] {
  const [first] = group;
  if (!first) return [];
  const units = unitsOf(comparison, group);
  return [
    findingOf(codeOf(first.key), {
      subject: units === null ? first.key : `${first.key}: ${subjectOf(units)}`,
      sentence: `${sentenceOf(comparison, group)}${units === null ? '' : `, in ${listed(units)}`}.`,
      places: ROLES.flatMap((role) => placesOf(comparison, role, group, units === null)),
      correction: correctionOf(comparison, group),
      ...(first.primary && first.secondary
        ? {}
        : { lackedBy: comparison[first.primary ? 'secondary' : 'primary'].server }),
      nextStep: nextStepOf(comparison, first),
    }),
  ];
}

/** Titles of where the difference is felt; null for everywhere. */
function unitsOf(comparison: Comparison, group: readonly Difference[]): string[] | null {
  if (group.some(({ unit }) => unit.title === EVERYWHERE)) return null;
  const subnets = group.filter(({ unit }) => unit.isSubnet).length;
  if (subnets > 1 && subnets === comparison.subnets.length) return null;
  return group.map(({ unit }) => unit.title);
}

function sentenceOf(comparison: Comparison, group: readonly Difference[]): string {
  const { key } = group[0] ?? { key: '' };
  const words = ROLES.map((role) => valueText(role, group));
  const [one = '', other = ''] = words.map(
    (word, index) => `${word} at ${comparison[ROLES[index] ?? 'primary'].server}`,
  );
  return `${key} is ${one} and ${other}`;
}

/** What one server makes of it, in words. */
function valueText(role: Role, group: readonly Difference[]): string {
  const texts = new Set(group.map((difference) => textOf(difference.key, difference[role])));
  const [only = ''] = texts;
  return texts.size === 1 ? only : 'set';
}

function textOf(key: string, setting: Setting | undefined): string {
  if (setting) return clipped(setting.value);
  const silent = DEFAULTS.get(key);
  return silent === undefined ? 'not set' : `${silent} by default`;
}

/** The statements that say so; where there is none, the blocks that could have it. */
function placesOf(
  comparison: Comparison,
  role: Role,
  group: readonly Difference[],
  isEverywhere: boolean,
): ConfigPlace[] {
  const { server, mainFile } = comparison[role];
  return group.map(({ unit, key, [role]: setting }) => {
    if (setting) return placeAt(server, setting, setting.statement);
    return isEverywhere
      ? placeAt(server, { file: mainFile, line: 1, column: 1 }, `no ${key}`)
      : placeAt(server, unit.places[role], unit.title);
  });
}

/** What makes the secondary say what the primary says; the primary where only the secondary says something. */
function correctionOf(comparison: Comparison, group: readonly Difference[]): ConfigCorrection[] {
  return group.slice(0, MOST_PLACES).flatMap(({ unit, ...difference }) => {
    const role: Role = difference.primary ? 'secondary' : 'primary';
    const right = difference[partnerRole(role)];
    if (!right) return [];
    const wrong = difference[role];
    const where = wrong ? `# line ${wrong.line}` : whereOf(comparison, role, unit, right);
    return {
      server: comparison[role].server,
      file: (wrong ?? unit.places[role]).file,
      lines: [where, right.statement],
    };
  });
}

/** The scope that has the statement at the partner, when this server has it too; else the block it is to hold in. */
function whereOf(comparison: Comparison, role: Role, unit: Difference['unit'], right: Setting): string {
  const [top] = comparison[partnerRole(role)].own;
  const isGlobal = unit.title === EVERYWHERE || top?.get(right.key) === right;
  return isGlobal ? '# at the top level' : `# in ${unit.title}, line ${unit.places[role].line}`;
}

function nextStepOf(comparison: Comparison, { primary, secondary }: Difference): string {
  const [one, other] = [comparison.primary.server, comparison.secondary.server];
  if (primary && secondary)
    return `Decide which is right and write it on both servers; the lines make ${other} like ${one}.`;
  const [with_, without] = primary ? [one, other] : [other, one];
  return `Add it at ${without}, or remove it at ${with_}.`;
}
