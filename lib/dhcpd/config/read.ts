import { dirname, isAbsolute, join, normalize } from 'node:path/posix';
import type { DhcpdConfig } from './config.ts';
import { Cursor } from './cursor.ts';
import { finish } from './finish.ts';
import { Reading } from './reading.ts';
import { review } from './review.ts';
import { readStatement } from './statements.ts';
import type { Token } from './tokens.ts';

/** Gives the whole text of a file, or throws. */
export type ReadText = (path: string) => Promise<string>;

export type ReadOptions = {
  /**
   * What relative `include` paths are relative to: dhcpd's working folder (reference 5). Without it the folder of the
   * file itself, which is where a copy has its includes.
   */
  includeFolder?: string;
};

/**
 * Reads a dhcpd.conf with everything it includes. What means nothing here is kept as it is written, so a file of any
 * dhcpd version can be read; what contradicts itself is read as dhcpd would, and warned of.
 * @throws DhcpdConfigError with file, line and column for a text that dhcpd would not accept either, an include that
 * can't be read, or includes that go in a circle. What `readText` throws for the file itself comes through.
 */
export async function readDhcpdConfig(
  path: string,
  readText: ReadText,
  { includeFolder = dirname(path) }: ReadOptions = {},
): Promise<DhcpdConfig> {
  const reading = new Reading(new Cursor(await readText(path), path));
  for (;;) {
    const { cursor } = reading;
    const token = cursor.peek();
    if (token.kind === 'end') {
      if (!reading.closeFile(token)) break;
    } else if (cursor.takeIf('}')) {
      reading.closeBlock(token);
    } else if (cursor.takeIf(';')) {
      warnOfSemicolon(reading, token);
    } else if (cursor.takeIf('include')) {
      await openInclude(reading, readText, includeFolder);
    } else {
      readStatement(reading, cursor.take());
    }
  }
  finish(reading);
  review(reading);
  return reading.config;
}

/** People leave semicolons after a closing brace, because BIND wants them there. */
function warnOfSemicolon(reading: Reading, token: Token): void {
  const { cursor } = reading;
  while (cursor.takeIf(';'));
  reading.refuse(
    cursor.placeOf(token),
    'dhcpd takes no semicolon here, neither after a block (but for that of a key) nor after another one; it does not start. Remove it',
  );
}

/** The included text is read into the block of the include, and must close every block it opens. */
async function openInclude(reading: Reading, readText: ReadText, folder: string): Promise<void> {
  const { cursor, openFiles } = reading;
  const token = cursor.peek();
  const name = cursor.expectName('the path of a file');
  cursor.expect(';');
  const path = isAbsolute(name) ? normalize(name) : join(folder, name);
  if (openFiles.includes(path)) {
    throw cursor.error(token, `${path} includes itself: ${[...openFiles, path].join(' → ')}`);
  }
  let text: string;
  try {
    text = await readText(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw cursor.error(token, `the included file can't be read: ${reason}`, error);
  }
  reading.openFile(new Cursor(text, path));
}
