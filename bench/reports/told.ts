import type { Printed } from '../reports.ts';

/** Does one thing that gives the length of a file, and tells on standard output what it took of this process. */
export async function told(print: () => Promise<number>): Promise<void> {
  const before = process.cpuUsage();
  const begin = performance.now();
  const bytes = await print();
  const wallMs = performance.now() - begin;
  const { user, system } = process.cpuUsage(before);
  const printed: Printed = {
    wallMs,
    cpuMs: (user + system) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    kilobytes: bytes / 1000,
  };
  process.stdout.write(JSON.stringify(printed));
}
