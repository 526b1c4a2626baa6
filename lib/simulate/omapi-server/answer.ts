import { algorithmWireName, type OmapiKey } from '../../omapi/codec/hmac.ts';
import type { Attributes, OmapiMessage } from '../../omapi/codec/message.ts';
import { RESULT } from '../../omapi/codec/result-codes.ts';
import type { Answer } from './encode-reply.ts';
import type { Handled, HandleTable } from './handle-table.ts';
import {
  type AttributeList,
  authenticatorAttributes,
  controlAttributes,
  failoverStateAttributes,
  leaseAttributes,
  poolAttributes,
  type SimulatedObjects,
} from './objects.ts';

/** What a server answers from: its keys, its objects, and the handles given out so far. */
export type Served = {
  /** The key `omapi-key` names; without one, nothing need be signed and any declared key may be. */
  key: OmapiKey | undefined;
  /** Keys that are declared but not the `omapi-key`. */
  otherKeys: readonly OmapiKey[];
  objects: SimulatedObjects;
  handles: HandleTable;
};

/** What dhcpd would answer to a request whose signature is in order (reference 1.4). Writing is not modelled. */
export function answer(request: OmapiMessage, served: Served): Answer {
  if (request.operation === 'open') return answerOpen(request, served);
  if (request.operation === 'refresh') return refresh(request.handle, served);
  return status(RESULT.notImplemented, 'not implemented');
}

export function status(code: number, text: string): Answer {
  return { kind: 'status', code, text };
}

const UNSEARCHABLE = new Set([
  'pool',
  'subnet',
  'shared-network',
  'failover-link',
  'failover-listener',
  'connection',
  'listener',
  'io',
  'generic',
  'protocol',
  'protocol-listener',
  'message',
  'waiter',
]);

function answerOpen(request: OmapiMessage, served: Served): Answer {
  const type = request.message.get('type')?.toString() ?? '';
  const keys = request.object;
  switch (type) {
    case 'authenticator':
      return openAuthenticator(keys, served);
    case 'failover-state':
      return openFailoverState(keys, served);
    case 'lease':
      return openLease(keys, served);
    case 'control':
      return objectAnswer({ type: 'control' }, served);
  }
  if (UNSEARCHABLE.has(type)) return status(RESULT.notImplemented, 'unsearchable object type');
  // dhcpd takes a type it does not know for a refresh of the handle in the header.
  return refresh(request.handle, served);
}

function openAuthenticator(keys: Attributes, served: Served): Answer {
  if (keys.size === 0) return status(RESULT.notImplemented, "can't create new object");
  const wanted = (key: OmapiKey) =>
    key.name.toLowerCase() === keys.get('name')?.toString().toLowerCase() &&
    algorithmWireName(key.algorithm).toLowerCase() === keys.get('algorithm')?.toString().toLowerCase();
  const selectable = served.key ? [served.key] : served.otherKeys;
  const selected = selectable.find(wanted);
  if (selected) return objectAnswer({ type: 'authenticator', key: selected }, served);
  return served.otherKeys.some(wanted)
    ? status(RESULT.invalidKey, "can't select authenticator")
    : NO_SUCH_OBJECT;
}

const NO_SUCH_OBJECT = status(RESULT.notFound, 'no object matches specification');

function openFailoverState(keys: Attributes, served: Served): Answer {
  const name = keys.get('name');
  if (!name) return status(RESULT.notImplemented, "can't create new object");
  return objectAnswer({ type: 'failover-state', name: name.toString() }, served);
}

function openLease(keys: Attributes, served: Served): Answer {
  const address = keys.get('ip-address');
  if (!address) return status(RESULT.notImplemented, "can't create new object");
  if (address.length !== 4) return status(RESULT.invalidArgument, 'object lookup failed');
  return objectAnswer({ type: 'lease', address: address.join('.') }, served);
}

function refresh(handle: number, served: Served): Answer {
  const handled = served.handles.find(handle);
  return handled ? objectAnswer(handled, served) : status(RESULT.notFound, 'no matching handle');
}

function objectAnswer(handled: Handled, { objects, handles }: Served): Answer {
  const attributes = attributesOf(handled, objects, handles);
  return attributes ? { kind: 'object', handle: handles.of(handled), attributes } : NO_SUCH_OBJECT;
}

function attributesOf(
  handled: Handled,
  objects: SimulatedObjects,
  handles: HandleTable,
): AttributeList | undefined {
  switch (handled.type) {
    case 'authenticator':
      return authenticatorAttributes(handled.key.name, algorithmWireName(handled.key.algorithm));
    case 'failover-state': {
      const state = objects.failoverState(handled.name);
      return state && failoverStateAttributes(handled.name, state);
    }
    case 'lease': {
      const lease = objects.lease(handled.address);
      if (!lease) return undefined;
      const pool = handles.of({ type: 'pool', poolHandle: lease.poolHandle });
      return leaseAttributes(handled.address, lease, { pool, subnet: handles.of({ type: 'subnet' }) });
    }
    case 'pool': {
      const pool = objects.pool(handled.poolHandle);
      return pool && poolAttributes(pool);
    }
    case 'subnet':
      return [];
    case 'control':
      return controlAttributes();
  }
}
