import { EQUALS, PERCENT } from './ascii.ts';
import type { ItemReader } from './item-reader.ts';

export type VariableValue = string | number | boolean;

/** The rest of `set <name> = <value>;` after the word `set` (reference 4.3). */
export function readVariable(reader: ItemReader): [name: string, value: VariableValue] {
  const name = reader.takeName('the name of a variable');
  reader.takeMark(EQUALS);
  const value = readValue(reader);
  reader.endStatement();
  return [name, value];
}

function readValue(reader: ItemReader): VariableValue {
  const expected = 'a string, hex numbers, % and a number, "true" or "false"';
  if (reader.takeMarkIf(PERCENT)) return reader.takeNumber('a number after "%"');
  if (reader.takeWordIf('true')) return true;
  if (reader.takeWordIf('false')) return false;
  return reader.takeData(expected);
}
