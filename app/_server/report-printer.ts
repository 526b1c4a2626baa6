import { join } from 'node:path';
import { createPrinter, type Printer } from '../../lib/print/printer.ts';
import { singleton } from './singleton.ts';

/** The printer of the web process. The build lays the thread into dist/ of the folder the server starts in. */
export function reportPrinter(): Printer {
  return singleton('report-printer', () =>
    createPrinter(join(/* turbopackIgnore: true */ process.cwd(), 'dist')),
  );
}
