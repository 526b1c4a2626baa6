import { INCIDENT_REPORT, incidentReportJsonSchema } from '../../lib/contracts/incident-report-schema.ts';
import { MESSAGE_TYPES, type MessageType } from '../../lib/contracts/message.ts';
import { messageJsonSchemas } from '../../lib/contracts/message-schemas.ts';
import { resourceUnknown } from './problem.ts';

const PATH = '/api/v1/schemas';

const TYPES = [...MESSAGE_TYPES, INCIDENT_REPORT] as const;

/** Where the JSON Schema of each type of message is, for whoever is told, and that of a report. */
export function listSchemas(): { schemas: { type: MessageType | typeof INCIDENT_REPORT; path: string }[] } {
  return { schemas: TYPES.map((type) => ({ type, path: `${PATH}/${type}` })) };
}

/** The JSON Schema of one of them. Throws `Problem`. */
export function schemaOf(type: string): object {
  if (type === INCIDENT_REPORT) return incidentReportJsonSchema();
  const known = MESSAGE_TYPES.find((each) => each === type);
  if (known === undefined) throw resourceUnknown('schema', type, PATH);
  return messageJsonSchemas()[known];
}
