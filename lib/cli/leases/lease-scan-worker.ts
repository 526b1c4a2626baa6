/** A thread of its own, started by `LeaseFile`: scans the later part of the file that is open there. */
import { parentPort, workerData } from 'node:worker_threads';
import { PartScan, type PartScanOptions } from './part-scan.ts';

export type ScanOrder = { fd: number; from: number; to: number; options: PartScanOptions };

// What `LeaseFile` gave.
const { fd, from, to, options } = workerData as ScanOrder;
const scan = new PartScan(options);
scan.scan(fd, from, to);
parentPort?.postMessage(scan.finish());
