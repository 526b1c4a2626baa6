import type { Signer } from '../../omapi/codec/hmac.ts';
import {
  encodeAttributes,
  encodeInteger,
  HEADER_BYTES,
  OPERATION_NUMBERS,
} from '../../omapi/codec/message.ts';
import type { AttributeList } from './objects.ts';

/** What a server answers a request with. `status` with `signed: false` goes out unsigned even to a signed request. */
export type Answer =
  | { kind: 'object'; handle: number; attributes: AttributeList; signed?: false }
  | { kind: 'status'; code: number; text: string; signed?: false };

/** The bytes of an answer to request `rid`, signed when a signer is given and the answer does not decline it. */
export function encodeReply(answer: Answer, ids: { id: number; rid: number }, signer: Signer | null): Buffer {
  const signing = answer.signed === false ? null : signer;
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(signing?.authid ?? 0, 0);
  header.writeUInt32BE(signing?.macBytes ?? 0, 4);
  header.writeUInt32BE(answer.kind === 'object' ? OPERATION_NUMBERS.update : OPERATION_NUMBERS.status, 8);
  header.writeUInt32BE(answer.kind === 'object' ? answer.handle : 0, 12);
  header.writeUInt32BE(ids.id, 16);
  header.writeUInt32BE(ids.rid, 20);
  const messageList = answer.kind === 'status' ? statusAttributes(answer.code, answer.text) : [];
  const objectList = answer.kind === 'object' ? answer.attributes : [];
  const unsigned = Buffer.concat([header, encodeAttributes(messageList), encodeAttributes(objectList)]);
  return signing ? Buffer.concat([unsigned, signing.sign(unsigned.subarray(4))]) : unsigned;
}

function statusAttributes(code: number, text: string): AttributeList {
  const result: AttributeList = [['result', encodeInteger(code)]];
  return text === '' ? result : [...result, ['message', Buffer.from(text)]];
}
