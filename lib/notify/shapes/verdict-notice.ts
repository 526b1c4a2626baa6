import type { VerdictData } from '../../contracts/message.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import type { VerdictMessage } from './message-groups.ts';
import type { Notice, Tone } from './notice.ts';
import { plain } from './text.ts';
import { since } from './times.ts';

/** The shapes the pages show. */
const LOOKS: Readonly<Record<Verdict, { tone: Tone; mark: string }>> = {
  healthy: { tone: 'good', mark: '●' },
  recovering: { tone: 'warning', mark: '◐' },
  degraded: { tone: 'warning', mark: '▲' },
  unknown: { tone: 'warning', mark: '○' },
  dangerous: { tone: 'critical', mark: '◆' },
  down: { tone: 'critical', mark: '■' },
};

/** A pair has two; only a body from elsewhere has more. */
const MOST_SERVERS = 10;

export function verdictNotice({ timestamp, data }: VerdictMessage): Notice {
  return {
    ...LOOKS[data.verdict],
    status: data.verdict,
    about: plain(data.pair),
    sentence: plain(data.sentence),
    nextStep: data.nextStep === null ? null : plain(data.nextStep),
    facts: [
      { name: 'Pair', value: data.title === null ? plain(data.pair) : plain(`${data.title} (${data.pair})`) },
      { name: 'Verdict', value: `${data.verdict}, before: ${data.previousVerdict ?? 'not known'}` },
      { name: 'Since', value: since(data.since, timestamp) },
    ],
    list: {
      heading: 'Servers',
      lines: data.servers.slice(0, MOST_SERVERS).map((server) => serverLine(server, timestamp)),
      total: data.servers.length,
    },
    reason: null,
  };
}

function serverLine(server: VerdictData['servers'][number], now: string): string {
  const who = plain(`${server.name} (${server.role})`);
  if (server.state === null || server.observedAt === null) return `${who}: no word yet`;
  return `${who}: ${plain(server.state)}, ${answers(server.answering)}, last read ${since(server.observedAt, now)}`;
}

function answers(answering: boolean | null): string {
  if (answering === null) return 'not known whether it answers clients';
  return answering ? 'answers clients' : 'answers no clients';
}
