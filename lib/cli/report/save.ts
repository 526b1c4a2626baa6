import { writeFile } from 'node:fs/promises';
import type { ReportFile } from '../../print/report-file.ts';
import { EXIT } from '../database/command.ts';
import type { Io } from '../io.ts';

/** Writes a report where it is wanted, else by its own name here; `-` is the standard output. Gives the exit status. */
export async function save({ name, bytes }: ReportFile, out: string | undefined, io: Io): Promise<number> {
  if (out === '-') {
    io.stdout.write(bytes);
    return EXIT.done;
  }
  const path = out ?? name;
  try {
    await writeFile(path, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    io.stderr.write(
      `pairwatch report: ${path} could not be written (${why}); name another with --out FILE.\n`,
    );
    return EXIT.failed;
  }
  io.stdout.write(`Wrote ${path} (${bytes.length} bytes).\n`);
  return EXIT.done;
}
