import { MESSAGE_TYPES, type MessageType } from '../../lib/contracts/message.ts';
import { messageJsonSchemas } from '../../lib/contracts/message-schemas.ts';
import { REPORT_TYPES, type ReportType, reportJsonSchema } from '../../lib/contracts/report-schemas.ts';
import { resourceUnknown } from './problem.ts';

const PATH = '/api/v1/schemas';

const TYPES = [...MESSAGE_TYPES, ...REPORT_TYPES] as const;

/** Where the JSON Schema of each type of message and of each kind of report is. */
export function listSchemas(): { schemas: { type: MessageType | ReportType; path: string }[] } {
  return { schemas: TYPES.map((type) => ({ type, path: `${PATH}/${type}` })) };
}

/** The JSON Schema of one of them. Throws `Problem`. */
export function schemaOf(type: string): object {
  const report = REPORT_TYPES.find((each) => each === type);
  if (report !== undefined) return reportJsonSchema(report);
  const known = MESSAGE_TYPES.find((each) => each === type);
  if (known === undefined) throw resourceUnknown('schema', type, PATH);
  return messageJsonSchemas()[known];
}
