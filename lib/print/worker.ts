/** A thread of its own, started by `createPrinter` for one report: the processor that takes is no page's. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { renderReport } from '../reports/render.ts';
import { readFontFiles } from './font-files.ts';
import type { PrintOrder } from './printer.ts';

// On Linux a thread has a priority of its own: whoever polls or answers goes first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

// What `createPrinter` gave.
const { document, format, fontFolder } = workerData as PrintOrder;
const rendered = await renderReport(JSON.parse(document), format, readFontFiles(fontFolder));
// A copy of its own length: what is handed over must not lie in a buffer that has more in it.
const bytes = rendered.slice();
parentPort?.postMessage(bytes, [bytes.buffer]);
