import type { DhcpClass, Subclass } from './config.ts';
import type { Cursor } from './cursor.ts';
import type { Reading } from './reading.ts';
import type { Token } from './tokens.ts';

export function readClass(reading: Reading, token: Token): void {
  const { cursor, block, config } = reading;
  const declared: DhcpClass = {
    name: cursor.expectName('the name of the class'),
    matches: [],
    leaseLimit: null,
    options: [],
    parameters: [],
    statements: [],
    scope: block.scope,
    ...cursor.placeOf(token),
  };
  reading.classNames.add(declared.name);
  config.classes.push(declared);
  reading.openBlock({
    kind: 'class',
    contents: declared,
    readOwn(keyword, _, cursor) {
      if (keyword === 'match' || keyword === 'spawn') {
        declared.matches.push(`${keyword} ${cursor.takeRest()}`);
        return true;
      }
      return readLeaseLimit(keyword, cursor, declared);
    },
  });
}

/** Reads `"CLASS" DATA;` or `"CLASS" DATA { … }`. */
export function readSubclass(reading: Reading, token: Token): void {
  const { cursor, block, config } = reading;
  const subclass: Subclass = {
    class: cursor.expectName('the name of a class'),
    data: cursor.takeBefore(';', '{'),
    leaseLimit: null,
    options: [],
    parameters: [],
    statements: [],
    scope: block.scope,
    ...cursor.placeOf(token),
  };
  config.subclasses.push(subclass);
  reading.requireClass(subclass.class, subclass);
  if (cursor.takeIf(';')) return;
  reading.openBlock({
    kind: 'subclass',
    contents: subclass,
    readOwn: (keyword, _, cursor) => readLeaseLimit(keyword, cursor, subclass),
  });
}

function readLeaseLimit(keyword: string, cursor: Cursor, into: DhcpClass | Subclass): boolean {
  if (keyword !== 'lease') return false;
  cursor.expect('limit');
  into.leaseLimit = cursor.expectNumber('a number of leases');
  cursor.expect(';');
  return true;
}
