import { z } from 'zod';
import { MESSAGE_TYPES, MESSAGES, type MessageType } from './message.ts';

/** What each type of message tells. */
const DESCRIPTIONS: Readonly<Record<MessageType, string>> = {
  'incident.opened': 'Something is wrong with a pair. Whatever else goes wrong with it joins this incident.',
  'incident.updated': 'An open incident grew worse.',
  'incident.reopened': 'An incident that was over is open again.',
  'incident.acknowledged': 'Somebody has taken an incident.',
  'incident.resolved': 'The pair has been healthy for long enough; the incident is over.',
  'alert.firing':
    'A rule says that something is wrong. Alerts that an incident tells are sent only where every alert is wanted.',
  'alert.updated': 'A firing alert grew worse.',
  'alert.resolved': 'What an alert told of is over.',
  'pair.verdict_changed': 'The judgement of a pair changed, told at once.',
  'report.ready':
    'The report on a week or a month is made. It is sent to the endpoints that its schedule names, whatever their filters.',
  test: 'Sent by somebody to see whether messages arrive.',
};

/**
 * A JSON Schema (draft 2020-12) of the body of each type of message. Members may be added in later versions, so none is closed;
 * `$id` is where it is published.
 */
export function messageJsonSchemas(): Record<MessageType, object> {
  const schemas = MESSAGE_TYPES.map((type) => [type, schemaOf(type)]);
  // One entry for each type.
  return Object.fromEntries(schemas) as Record<MessageType, object>;
}

function schemaOf(type: MessageType): object {
  // As input: zod closes objects it describes as output.
  const { $schema, ...shape } = z.toJSONSchema(MESSAGES[type], { io: 'input' });
  return {
    $schema,
    $id: `/api/v1/schemas/${type}`,
    title: type,
    description: DESCRIPTIONS[type],
    ...shape,
  };
}
