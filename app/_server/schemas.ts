import { MESSAGE_TYPES, type MessageType } from '../../lib/contracts/message.ts';
import { messageJsonSchemas } from '../../lib/contracts/message-schemas.ts';
import { resourceUnknown } from './problem.ts';

const PATH = '/api/v1/schemas';

/** Where the JSON Schema of each type of message is, for whoever is told. */
export function listSchemas(): { schemas: { type: MessageType; path: string }[] } {
  return { schemas: MESSAGE_TYPES.map((type) => ({ type, path: `${PATH}/${type}` })) };
}

/** The JSON Schema of one type of message. Throws `Problem`. */
export function schemaOf(type: string): object {
  const known = MESSAGE_TYPES.find((each) => each === type);
  if (known === undefined) throw resourceUnknown('type of message', type, PATH);
  return messageJsonSchemas()[known];
}
