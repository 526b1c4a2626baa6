import { randomBytes } from 'node:crypto';
import type { Message } from '../../contracts/message.ts';
import type { Database } from '../../db/client.ts';
import type { Attachment } from '../../notify/smtp.ts';
import { periodFile } from '../../print/period-file.ts';
import type { Printer } from '../../print/printer.ts';
import { findPeriodReport } from '../../store/period-reports.ts';

const KEY_BYTES = 16;

/** The report that a message tells of, as PDF for a mail; nothing of any other message, or of a report that is gone. */
export function reportAttacher(db: Pick<Database, 'read'>, printer: Printer) {
  return async (message: Message): Promise<Attachment[]> => {
    if (message.type !== 'report.ready') return [];
    const { id, profile } = message.data;
    const report = await db.read((tx) => findPeriodReport(tx, id));
    if (report === null) return [];
    const file = { format: 'pdf', profile, table: 'redundancy' } as const;
    return [await periodFile(report, file, randomBytes(KEY_BYTES), printer)];
  };
}
