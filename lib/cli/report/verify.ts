import { readFile, stat } from 'node:fs/promises';
import { MOST_BYTES } from '../../reports/bundle/read-archive.ts';
import { verifyBundle } from '../../reports/bundle/verify-bundle.ts';
import type { Io } from '../io.ts';

/** `pairwatch report verify FILE`: 0 when nothing was altered, 1 when something was or it can't be read, 2 for wrong options. */
export async function verifyReport(argv: string[], io: Io): Promise<number> {
  const [path, ...others] = argv;
  if (path === undefined || path.startsWith('-') || others.length > 0) {
    io.stderr.write(
      `pairwatch report verify: found ${argv.join(' ') || 'nothing'}; expected one file, such as incident-7-2026-11-22.zip.\n`,
    );
    return 2;
  }
  const bytes = await read(path, io);
  if (bytes === null) return 1;
  const { manifest, faults } = verifyBundle(bytes);
  if (faults.length > 0 || manifest === null) {
    io.stderr.write(`${path} is refused:\n${faults.map((fault) => `  ${plain(fault)}\n`).join('')}`);
    return 1;
  }
  const { title, profile, generatedAt, productVersion, files } = manifest;
  io.stdout.write(
    `${path} is as it was made: ${plain(title)}, ${profile}, ${generatedAt} by Pairwatch ${plain(productVersion)}; ${files.length} files, none altered.\n`,
  );
  return 0;
}

/** Without what a terminal would do something by: the words may be those of whoever made the file. */
const plain = (text: string): string => text.replace(/(?!\n)\p{Cc}/gu, '\ufffd');

async function read(path: string, io: Io): Promise<Uint8Array | null> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw new Error(`it has ${size} bytes, a bundle has ${MOST_BYTES} at most`);
    return await readFile(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    io.stderr.write(`pairwatch report verify: ${path} can not be read (${why}).\n`);
    return null;
  }
}
