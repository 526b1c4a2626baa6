import { isKnownFailoverState } from '../../failover-states.ts';
import { formatDuration } from '../../pair/duration.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import type { Block, Cell, ReportDocument } from '../document.ts';
import { momentsIn, utcDay, zoneSecond } from '../text/moments.ts';
import { lengthOf, utcSecond } from '../text/words.ts';

/** What a document may rest on. */
export type Ground = {
  /** The report's data, without anything that was composed from the rest of it. */
  facts: unknown;
  /** Texts that are the same in every report. */
  fixed: readonly string[];
  /** IANA name of the zone that is told beside UTC; null for none. */
  zone: string | null;
  servers: readonly string[];
};

/**
 * Whatever a document says that its report does not: each number, time, name with a digit and state, with the text it stands
 * in. Empty where all of it has its fact. Texts that are the same in every report have none to be found.
 */
export function unknownIn(ground: Ground, document: ReportDocument): string[] {
  const known = knownIn(ground, document);
  return textsOf(document)
    .filter((text) => !known.texts.has(text))
    .flatMap((text) => {
      const rest = withoutTimes(text, known.times);
      const strange = [
        ...tokensOf(rest).filter((token) => !known.tokens.has(token)),
        ...statesIn(rest, known.states),
        ...serversIn(rest, known),
      ];
      return strange.length === 0 ? [] : [`${strange.join(' · ')} — in: ${text}`];
    });
}

type Known = {
  texts: Set<string>;
  times: Set<string>;
  tokens: Set<string>;
  states: Set<string>;
  servers: readonly string[];
};

function knownIn({ facts, fixed, zone: siteZone, servers }: Ground, document: ReportDocument): Known {
  const scalars = scalarsOf(facts);
  const times = new Set<string>();
  const tokens = new Set<string>();
  const add = (text: string) => {
    for (const token of tokensOf(text)) tokens.add(token);
  };
  const { zone } = momentsIn(siteZone);
  for (const value of scalars) {
    if (typeof value === 'number') for (const text of numberTexts(value)) tokens.add(text);
    if (typeof value === 'number' && value > LEAST_TIME_MS)
      for (const text of timeTexts(new Date(value).toISOString(), zone)) times.add(text);
    else if (isTime(value)) for (const text of timeTexts(value, zone)) times.add(text);
    if (typeof value === 'string') add(value);
    if (isTime(value)) add(utcDay(value));
  }
  for (const ms of lengthsIn(facts)) for (const text of [formatDuration(ms), lengthOf(ms)]) add(text);
  for (const table of document.blocks) if (table.kind === 'table') add(`${table.rows.length}`);
  const strings = scalars.filter((value) => typeof value === 'string');
  const verbatim = [...strings, ...strings.flatMap((text) => text.split('\n'))];
  return {
    texts: new Set([...fixed, ...verbatim]),
    times,
    tokens,
    servers,
    states: new Set(strings.flatMap(wordsOf)),
  };
}

/** Facts without the texts that were composed of them. */
export function withoutSentences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSentences);
  if (typeof value !== 'object' || value === null) return value;
  const {
    sentence: _,
    title: __,
    definition: ___,
    summary: ____,
    ...rest
  } = value as Record<string, unknown>; // an object, as was asked
  return Object.fromEntries(Object.entries(rest).map(([name, each]) => [name, withoutSentences(each)]));
}

/** Of charts: no count goes as far. */
const LEAST_TIME_MS = 1_000_000_000_000;

type Scalar = string | number;

function scalarsOf(value: unknown): Scalar[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  if (Array.isArray(value)) return [value.length, ...value.flatMap(scalarsOf)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(scalarsOf);
}

/** How long things took: what is in milliseconds or minutes, and from the begin to the end of whatever has both. */
function lengthsIn(value: unknown, name = ''): number[] {
  if (typeof value === 'number') return name.endsWith('Ms') || name === 'ms' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => lengthsIn(each));
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const { from, until } = value as { from?: unknown; until?: unknown }; // of whatever type, as is asked right below
  const length = isTime(from) && isTime(until) ? [Date.parse(until) - Date.parse(from)] : [];
  const minutes =
    name === 'minutes'
      ? entries.flatMap(([, each]) => (typeof each === 'number' ? [each * 60_000] : []))
      : [];
  return [...length, ...minutes, ...entries.flatMap(([key, each]) => lengthsIn(each, key))];
}

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value);

function timeTexts(time: string, zone: string | null): string[] {
  const ms = Date.parse(time);
  const milli = `${new Date(ms).toISOString().slice(0, 23).replace('T', ' ')} UTC`;
  const local = zone === null ? [] : [zoneSecond(ms, zone)];
  return [time, milli, utcSecond(ms), utcMinute(ms), ...local];
}

function numberTexts(value: number): string[] {
  return [
    value,
    Number(value.toFixed(1)),
    Number(value.toFixed(2)),
    Number((value / 1000).toFixed(3)),
    Math.round(value),
  ]
    .flatMap((each) => [each, Math.abs(each)])
    .map(String);
}

const TIME = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| [A-Za-z]+(?:\/[\w+-]+)*)?/g;

/** What is left when the times are taken away that are known as a whole. */
function withoutTimes(text: string, times: ReadonlySet<string>): string {
  return text.replace(TIME, (time) => (times.has(time) ? ' ' : time));
}

/** Words and numbers that have a digit in them. */
function tokensOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}_.:/+~@%-]*\p{N}[\p{L}\p{N}_.:/+~@%-]*/gu) ?? []).map((token) =>
    token.replace(/^[.:/%~-]+|[.:/%-]+$/g, ''),
  );
}

/** States that are words of English too tell nothing. */
const ORDINARY = ['normal', 'startup', 'recover', 'paused', 'shutdown'];
const isTelling = (word: string): boolean => isKnownFailoverState(word) && !ORDINARY.includes(word);

function statesIn(text: string, known: ReadonlySet<string>): string[] {
  return wordsOf(text).filter((word) => isTelling(word) && !known.has(word));
}

/** Names that begin as those of the servers do, and are none of them. */
function serversIn(text: string, { servers }: Known): string[] {
  const [first = '', ...others] = servers;
  let stem = first;
  while (others.some((name) => !name.startsWith(stem))) stem = stem.slice(0, -1);
  if (stem.length < 3 || stem === first) return [];
  return wordsOf(text).filter((word) => word.startsWith(stem) && !servers.includes(word));
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_-]+/gu) ?? [];

/** Every text that a reader sees, headings and captions too. */
export function textsOf({ title, subtitle, about, running, blocks }: ReportDocument): string[] {
  return [title, subtitle, running, ...about.flat(), ...blocks.flatMap(textsOfBlock)].filter(
    (text) => text !== '',
  );
}

function textsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'facts':
      return block.rows.flat();
    case 'list':
      return [...block.items];
    case 'table':
      return [
        block.caption,
        ...block.columns.map(({ title }) => title),
        ...block.rows.flat().flatMap(linesOf),
      ];
    case 'chart':
      return [block.chart.title, block.chart.summary];
    case 'raw':
      return [block.caption, ...block.text.split('\n')];
  }
}

const linesOf = (cell: Cell): readonly string[] => (typeof cell === 'string' ? [cell] : cell.lines);
