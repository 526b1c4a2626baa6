import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReportDocument } from '../reports/document.ts';
import type { SetFormat } from '../reports/render.ts';

export type PrintOrder = {
  /** A `ReportDocument` as JSON, which a thread is handed in a fraction of the time of a copy object by object. */
  document: string;
  format: SetFormat;
  fontFolder: string;
};

export type Printer = {
  /** The bytes of a file. Rejects where the thread fails, such as for want of memory. */
  print: (document: ReportDocument, format: SetFormat) => Promise<Uint8Array<ArrayBuffer>>;
};

/** A report of a hundred thousand rows takes about so much; one beyond fails alone, not the process it was asked of. */
const MOST_MEMORY_MIB = 1536;

/**
 * Renders reports in a thread of its own, one after another: two large ones at once would take the memory of both.
 * `folder` is that to which bin/build.mjs writes the thread and its fonts.
 */
export function createPrinter(folder: string): Printer {
  let last: Promise<unknown> = Promise.resolve();
  return {
    print(document, format) {
      const printed = last.then(() => printAlone(folder, document, format));
      // Whoever comes next waits for the end of this one, not for its success.
      last = printed.catch(() => undefined);
      return printed;
    },
  };
}

async function printAlone(
  folder: string,
  document: ReportDocument,
  format: SetFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const program = join(/* turbopackIgnore: true */ folder, 'report-worker.mjs');
  if (!existsSync(/* turbopackIgnore: true */ program))
    throw new Error(`the program that renders reports is not at ${program}. Run \`npm run setup\` again`);
  const workerData: PrintOrder = {
    document: JSON.stringify(document),
    format,
    fontFolder: join(/* turbopackIgnore: true */ folder, 'fonts'),
  };
  const worker = new Worker(/* turbopackIgnore: true */ program, {
    workerData,
    // What this process was told to import is about this process.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MIB },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`the thread that renders reports ended without a word (exit ${code})`)),
    );
  });
}
