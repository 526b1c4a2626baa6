import { fileURLToPath } from 'node:url';
import { createPrinter } from '../print/printer.ts';

/** The printer of the command line, whose built code lies in dist/ beside the thread; its sources are two folders up. */
export const reportPrinter = createPrinter(
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist' : '.', import.meta.url)),
);
