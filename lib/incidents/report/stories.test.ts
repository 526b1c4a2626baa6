import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type IncidentReport,
  incidentReportSchema,
  type ReportCause,
} from '../../contracts/incident-report.ts';
import { textsOf } from '../../reports/testing/walk.ts';
import { playStory } from '../../testing/stories/play.ts';
import { STORIES, STORY_NAMES, type StoryName } from '../../testing/stories/stories.ts';
import { buildIncidentReport } from './build.ts';
import { STANDINGS } from './causes/cause.ts';
import { causesOf } from './causes/causes.ts';
import { incidentDocument } from './document/document.ts';
import type { Cite, ReportFacts } from './facts.ts';
import { unknownIn } from './testing/walk.ts';

/** Each story is lived through by a simulated pair, read and kept by a collector, and reported on from the database. */

type Code = ReportCause['code'];

type Expected = {
  first: Code;
  standing: ReportCause['standing'];
  /** Where only the log tells it. */
  firstWithoutLogs?: Code;
  /** No more certain than possible. */
  doubtful: readonly Code[];
  /** Nowhere in the report. */
  unsaid: RegExp;
};

const EXPECTED: Record<StoryName, Expected> = {
  partition: {
    first: 'partition',
    standing: 'likely',
    doubtful: ['process-death', 'server-death', 'clock-refusal'],
    unsaid: /so many words that|was not running|answers alone|answered by one server|by no server/i,
  },
  kill: {
    first: 'process-death',
    standing: 'likely',
    doubtful: ['server-death', 'partition', 'operator-action', 'config-restart'],
    unsaid: /so many words that|it is likely that the (machine|network)|was told to end|planned work/i,
  },
  'config-restart': {
    first: 'config-restart',
    standing: 'likely',
    doubtful: ['process-death', 'server-death', 'partition', 'operator-action'],
    unsaid: /so many words that|crash|killed|it is likely that dhcpd on dhcp-b ended/i,
  },
  'clock-skew': {
    first: 'clock-refusal',
    standing: 'shown',
    doubtful: ['partition', 'process-death', 'server-death'],
    unsaid: /it is likely that the network|was not running|answered by one server/i,
  },
  exhaustion: {
    first: 'exhaustion',
    standing: 'shown',
    doubtful: ['partition', 'process-death', 'server-death', 'both-down', 'monitor'],
    unsaid: /lost contact|communications-interrupted|answered by (one server|none|no server)/i,
  },
  'machine-down': {
    first: 'server-death',
    standing: 'likely',
    doubtful: ['process-death', 'partition', 'monitor', 'operator-action'],
    unsaid:
      /so many words that|refused connections|told its time while|it is likely that (dhcpd|the network)/i,
  },
  disk: {
    first: 'disk',
    standing: 'shown',
    firstWithoutLogs: 'process-death',
    doubtful: ['server-death', 'partition', 'operator-action', 'config-restart'],
    unsaid: /was told to end|planned work|it is likely that the (machine|network)/i,
  },
  'both-down': {
    first: 'both-down',
    standing: 'likely',
    doubtful: ['monitor', 'process-death', 'server-death', 'partition'],
    unsaid: /so many words that|lost its network: what was seen|it is likely that pairwatch lost sight/i,
  },
  flapping: {
    first: 'partition',
    standing: 'likely',
    doubtful: ['process-death', 'server-death', 'config-restart', 'clock-refusal'],
    unsaid: /so many words that|was started anew|refused connections|answered by one server/i,
  },
  maintenance: {
    first: 'operator-action',
    standing: 'likely',
    doubtful: ['process-death', 'server-death', 'partition', 'config-restart'],
    unsaid: /so many words that|crash|unplanned|it is likely that dhcpd/i,
  },
};

describe.each(STORY_NAMES)('the story of %s', (name) => {
  const expected = EXPECTED[name];
  let facts: ReportFacts;
  let report: IncidentReport;

  beforeAll(async () => {
    facts = await playStory(STORIES[name]);
    report = buildIncidentReport(facts, {
      generated: { at: facts.now, by: 'Mina' },
      productVersion: '1.0.0',
      runbook: new Map(),
    });
  }, 240_000);

  test('is told as it was', async () => {
    expect(incidentReportSchema.parse(report)).toEqual(report);
    const told = `${JSON.stringify(essenceOf(report), null, 2)}\n`;
    await expect(told).toMatchFileSnapshot(`testcases/${name}/expected.json`);
  });

  test('has its cause in the first place, as certain as it can be', () => {
    expect(report.causes[0]).toMatchObject({ code: expected.first, standing: expected.standing });
    for (const { code, standing } of report.causes)
      if (expected.doubtful.includes(code)) expect(['possible', 'unlikely']).toContain(standing);
  });

  test('without a word of the logs has the likeliest cause of what is left, and shows none', () => {
    const [first, ...others] = causesOf(withoutLogs(facts), asItIs);
    expect(first).toMatchObject({ code: expected.firstWithoutLogs ?? expected.first, standing: 'likely' });
    expect(others.map(({ standing }) => standing)).not.toContain('shown');
  });

  test('is told with nothing that is not in its facts, and nothing that was not', () => {
    const document = incidentDocument(report);
    expect(unknownIn(report, document)).toEqual([]);
    expect(textsOf(document).filter((text) => expected.unsaid.test(text))).toEqual([]);
  });

  test('gains no certainty by what is not known of it', () => {
    const all = new Map(causesOf(facts, asItIs).map((cause) => [cause.code, cause]));
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(9)), fc.nat(9), (dice, share) => {
        const known = (): boolean => (dice.next().value ?? 0) >= share;
        for (const cause of causesOf(someOf(facts, known), asItIs)) {
          const before = all.get(cause.code);
          if (cause.standing === 'shown') expect(saysSo(cause)).toBe(true);
          expect(before).toBeDefined();
          if (before && doubtsOf(before).every((doubt) => doubtsOf(cause).includes(doubt)))
            expect(rank(cause)).toBeLessThanOrEqual(rank(before));
        }
      }),
      { numRuns: 300 },
    );
  });
});

const asItIs: Cite = (evidence) => evidence.map((each) => JSON.stringify(each));

const rank = ({ standing }: ReportCause): number => STANDINGS.indexOf(standing);
const doubtsOf = ({ against }: ReportCause): string[] => against.map(({ sentence }) => sentence);

/** What dhcpd itself writes of each cause that may be shown. */
const IN_SO_MANY_WORDS: Partial<Record<Code, RegExp>> = {
  'clock-refusal': /time (offset too large|mismatch too great)/,
  exhaustion: /no free leases/,
  disk: /unable to commit/,
};

function saysSo({ code, supports }: ReportCause): boolean {
  const words = IN_SO_MANY_WORDS[code];
  return words !== undefined && supports.some(({ evidence }) => evidence.some((text) => words.test(text)));
}

function withoutLogs(facts: ReportFacts): ReportFacts {
  const isOther = ({ source }: { source: string }) => source !== 'log';
  const events = facts.events.flatMap((event) => {
    const evidence = event.evidence.filter(isOther);
    const isOfLog = evidence.length === 0 && event.evidence.length > 0;
    return isOfLog ? [] : [{ ...event, evidence }];
  });
  return { ...facts, events };
}

/** The facts as if some of them had not been read. */
function someOf(facts: ReportFacts, known: () => boolean): ReportFacts {
  return {
    ...facts,
    servers: facts.servers.map((server) => ({
      ...server,
      stays: server.stays.filter(known),
      offsets: server.offsets.filter(known),
    })),
    verdicts: facts.verdicts.filter(known),
    answering: facts.answering.filter(known),
    events: facts.events.filter(known),
    alerts: facts.alerts.filter(known),
    pools: facts.pools.filter(known),
    skew: facts.skew.filter(known),
    maintenance: facts.maintenance.filter(known),
    failures: facts.failures.filter(known),
  };
}

/** What a reader takes away. */
function essenceOf({ summary, phases, impact, servers, gaps, causes }: IncidentReport) {
  const { minutes, pools, refused, endedLeases, backlog, duplicates } = impact;
  return {
    summary,
    phases: phases.map(({ code, at, sentence }) => ({ code, at, sentence })),
    impact: {
      minutes,
      pools: pools.map(({ title, mostActive, fewestOwnFree }) => ({ title, mostActive, fewestOwnFree })),
      refused: refused && { count: refused.count, byServer: refused.byServer },
      endedLeases,
      backlog,
      duplicates: duplicates.length,
    },
    servers: servers.map(({ name, dhcpdVersion, stays }) => ({ name, dhcpdVersion, stays })),
    gaps: gaps.map(({ sentence, from, until }) => ({ sentence, from, until })),
    causes: causes.map(({ code, standing, sentence, supports, against }) => ({
      code,
      standing,
      sentence,
      supports: supports.map((each) => each.sentence),
      against: against.map((each) => each.sentence),
    })),
  };
}
