import type { Permit, Place } from './config.ts';
import type { Cursor } from './cursor.ts';

/** Reads what follows `allow` or `deny` in a pool (reference 5). */
export function readPermit(cursor: Cursor, action: Permit['action'], place: Place): Permit {
  const permit = { action, ...readClients(cursor), ...place };
  cursor.expect(';');
  return permit;
}

function readClients(cursor: Cursor): Pick<Permit, 'clients' | 'className' | 'after'> {
  const token = cursor.take();
  const word = token.kind === 'word' ? token.text.toLowerCase() : '';
  const plain = { className: null, after: null };
  switch (word) {
    case 'known-clients':
      return { clients: 'known', ...plain };
    case 'unknown-clients':
      return { clients: 'unknown', ...plain };
    case 'known':
    case 'unknown':
    case 'authenticated':
    case 'unauthenticated':
    case 'all':
      cursor.expect('clients');
      return { clients: word, ...plain };
    case 'dynamic':
      cursor.expect('bootp');
      cursor.expect('clients');
      return { clients: 'dynamic bootp', ...plain };
    case 'members':
      cursor.expect('of');
      return { clients: 'members', className: cursor.expectName('the name of a class'), after: null };
    case 'after':
      return { clients: 'after', className: null, after: cursor.takeBefore(';') };
    default:
      return cursor.fail(token, 'clients such as "unknown-clients", "all clients" or "members of"');
  }
}
