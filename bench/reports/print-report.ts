/** A process of its own: one report by the thread that lies in the folder it is told. */
import { createPrinter } from '../../lib/print/printer.ts';
import { sampleDocument } from '../../lib/reports/testing/sample-document.ts';
import { told } from './told.ts';

const [folder = '', rows = ''] = process.argv.slice(2);
const document = sampleDocument(Number(rows));
await told(async () => (await createPrinter(folder).print(document, 'pdf')).length);
