import type { FindingDto } from '../../contracts/finding.ts';
import { formatDuration } from '../../pair/duration.ts';
import { piece, type Result, resultOf } from '../result.ts';

export type SyncFacts = {
  now: number;
  servers: {
    name: string;
    /** Of the dhcpd.conf, as it was read last; null: it was never read, or the settings name none. */
    config: { readAt: number; isFresh: boolean } | null;
    /** What dhcpd -t said last; null: it was never run. `ofReadAt`: when the configuration it may be of was first read. */
    test: { at: number; ok: boolean; output: string } | null;
    /** When the configuration that stands now was first seen. */
    versionAt: number | null;
  }[];
  /** When the two were held against each other last. */
  comparedAt: number | null;
  findings: Pick<FindingDto, 'severity' | 'code' | 'sentence' | 'server'>[];
};

/** dhcpd is asked once a day; twice as long ago says nothing of today. */
const TEST_HOLDS_MS = 2 * 86_400_000;
/** Both are held against each other whenever one is read. */
const COMPARISON_HOLDS_MS = 3_600_000;

/** Whether the two configurations go together, and dhcpd takes each. */
export function checkSync({ now, servers, comparedAt, findings }: SyncFacts): Result {
  return resultOf(
    [
      comparison(),
      ...findings.map(({ severity, code, sentence, server }) =>
        piece(severity === 'info' ? null : 'fail', server, 'config', `${code}: ${sentence}`, comparedAt),
      ),
      ...servers.map(tested),
    ],
    `The two configurations go together, and dhcpd takes both${findings.length === 0 ? '' : '; what is left of their findings is information'}.`,
  );

  function comparison() {
    const unread = servers.find(({ config }) => !config?.isFresh);
    if (unread) {
      const why = unread.config
        ? `was last read ${formatDuration(now - unread.config.readAt)} ago`
        : 'is not read';
      return piece(
        'unknown',
        unread.name,
        'config',
        `The dhcpd.conf of ${unread.name} ${why}.`,
        unread.config?.readAt ?? null,
      );
    }
    if (comparedAt === null || now - comparedAt > COMPARISON_HOLDS_MS)
      return piece(
        'unknown',
        null,
        'pairwatch',
        'The two configurations were not held against each other of late.',
        comparedAt,
      );
    return piece(
      'pass',
      null,
      'pairwatch',
      'The two configurations were held against each other.',
      comparedAt,
    );
  }

  function tested({ name, test, versionAt }: SyncFacts['servers'][number]) {
    if (test === null)
      return piece(
        'unknown',
        name,
        'config',
        `dhcpd -t was never run on ${name}: run it there and confirm, or let Pairwatch.`,
        null,
      );
    const said = lastLine(test.output);
    if (!test.ok)
      return piece('fail', name, 'config', `dhcpd on ${name} refuses its dhcpd.conf: ${said}`, test.at);
    if (now - test.at > TEST_HOLDS_MS || (versionAt !== null && test.at < versionAt))
      return piece(
        'unknown',
        name,
        'config',
        `dhcpd -t was last run on ${name} ${formatDuration(now - test.at)} ago, which says nothing of its dhcpd.conf as it is.`,
        test.at,
      );
    return piece('pass', name, 'config', `dhcpd -t on ${name} takes its dhcpd.conf.`, test.at);
  }
}

const SHOWN_CHARACTERS = 200;

function lastLine(output: string): string {
  const lines = output.trim().split('\n');
  return (lines.at(-1) ?? '').slice(0, SHOWN_CHARACTERS);
}
