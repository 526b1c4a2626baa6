import type { LogFactCode } from '../../dhcpd/syslog/facts.ts';
import { backlogLine } from './backlog.ts';
import { clocksLine } from './clocks.ts';
import { mcltLine, parityLine } from './config.ts';
import { bothNormalLine, happening, omapiLine } from './contact.ts';
import type { ReadinessFacts } from './facts.ts';
import { leaseFilesLine, STORAGE_MENDED, STORAGE_TROUBLES } from './lease-files.ts';
import { LINE_TITLES, type LineCode, type Outcome, type ReadinessLine } from './line.ts';
import { balanceLine, ownShareLine } from './pools.ts';
import { CONNECTION_REFUSALS, refusalsLine, UPDATE_REFUSAL } from './refusals.ts';

export type ReadinessWord = 'ready' | 'ready-with-risks' | 'not-ready' | 'unknown';

export type Readiness = {
  word: ReadinessWord;
  /** The word with its main reason. */
  sentence: string;
  lines: ReadinessLine[];
};

/** Lines of the log that the list is made of. */
export const READINESS_LOG_CODES: readonly LogFactCode[] = [
  ...STORAGE_TROUBLES,
  STORAGE_MENDED,
  ...CONNECTION_REFUSALS,
  UPDATE_REFUSAL,
];

const LINES: Record<LineCode, (facts: ReadinessFacts, now: number) => Outcome> = {
  'both-normal': bothNormalLine,
  'omapi-reachable': omapiLine,
  'clocks-together': clocksLine,
  'backlog-small': backlogLine,
  'pools-balanced': balanceLine,
  'own-share': ownShareLine,
  'configs-in-parity': parityLine,
  'lease-files-kept': leaseFilesLine,
  'nothing-refused': refusalsLine,
  'mclt-sensible': mcltLine,
};

/** Not known, these leave nothing open: refused connections show in the states, and refused updates in the backlog. */
const MAY_BE_UNKNOWN: readonly LineCode[] = ['nothing-refused'];

/** Whether a failover would work if one server failed now, and what speaks against it. */
export function readinessOf(facts: ReadinessFacts, now: number): Readiness {
  const codes = Object.keys(LINE_TITLES) as LineCode[]; // keys of a const object
  const lines = codes.map((code) => ({ code, title: LINE_TITLES[code], ...LINES[code](facts, now) }));
  const going = happening(facts, now);
  if (going !== null) return { word: 'not-ready', sentence: `Not now – it is happening: ${going}`, lines };
  return { ...summary(lines, facts.wantedHours), lines };
}

function summary(lines: readonly ReadinessLine[], wantedHours: number): Pick<Readiness, 'word' | 'sentence'> {
  const of = (status: Outcome['status']) => lines.filter((line) => line.status === status);
  const [fails, warns] = [of('fail'), of('warn')];
  const unknowns = of('unknown').filter(({ code }) => !MAY_BE_UNKNOWN.includes(code));
  if (fails.length > 0) return { word: 'not-ready', sentence: `Not ready: ${reasons(fails)}` };
  if (unknowns.length > 0) return { word: 'unknown', sentence: `Not known: ${reasons(unknowns)}` };
  if (warns.length > 0) return { word: 'ready-with-risks', sentence: `Ready, with risks: ${reasons(warns)}` };
  return {
    word: 'ready',
    sentence: `Ready: if one server failed now, the other could go on alone for ${wantedHours} h and more.`,
  };
}

/** The first in full, the others by name. */
function reasons([first, ...others]: readonly ReadinessLine[]): string {
  const text = first?.text ?? '';
  return others.length === 0 ? text : `${text} Also: ${others.map(({ title }) => title).join(', ')}.`;
}
