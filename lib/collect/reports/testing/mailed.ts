import type { Database } from '../../../db/client.ts';
import { createDispatcher } from '../../../notify/dispatcher.ts';
import { eventually } from '../../../notify/testing/eventually.ts';
import { startSmtpServer } from '../../../notify/testing/smtp-server.ts';
import { untilTestEnds } from '../../../notify/testing/until-test-ends.ts';
import type { Printer } from '../../../print/printer.ts';
import { renderReport } from '../../../reports/render.ts';
import { FONT_FILES } from '../../../reports/testing/fonts.ts';
import { dueMessages, recordDelivery } from '../../../store/messages.ts';
import { HandClock } from '../../../testing/hand-clock.ts';
import { reportAttacher } from '../attach-report.ts';

/** Prints where it is, without a thread. */
export const PRINTER: Printer = {
  print: async (document, format) => new Uint8Array(await renderReport(document, format, FONT_FILES)),
};

/** Sends what waits in the outbox of a database at `now` to a mailbox named `mail`, and gives what arrived there. */
export async function mailed(db: Database, now: number): Promise<string[]> {
  const { port, received } = await untilTestEnds(startSmtpServer());
  const clock = new HandClock();
  clock.advance(now);
  const dispatcher = createDispatcher({
    endpoints: () => [
      {
        name: 'mail',
        filter: { pairs: null, severities: [], kinds: [] },
        channel: {
          kind: 'email',
          host: '127.0.0.1',
          port,
          security: 'none',
          user: null,
          password: null,
          from: 'watch@example.net',
          to: ['ops@example.net'],
          tls: { ca: null },
          allow: ['127.0.0.0/8'],
        },
      },
    ],
    outbox: {
      due: (query) => db.read((tx) => dueMessages(tx, { ...query, longestWaitMs: 86_400_000 })),
      record: (outcome) => db.write((tx) => recordDelivery(tx, outcome)),
    },
    clock,
    random: () => 0.5,
    log: { warn: () => {}, error: () => {} },
    attach: reportAttacher(db, PRINTER),
  });
  dispatcher.start();
  await eventually(() => {
    if (received.length === 0) throw new Error('no mail came yet');
  });
  await dispatcher.stop();
  return received.map(({ text }) => text);
}
