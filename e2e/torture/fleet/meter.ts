import { readdirSync } from 'node:fs';
import { PART_NAMES, type PartName, type Product, procText } from './product.ts';

type Sample = { at: number; rssBytes: number; fileCount: number };

/** One process of a part, from its start to its end. */
export type Generation = { part: PartName; pid: number; samples: Sample[] };

/** What a process held when it was warm, and at its end: medians of a part of its time each. */
export type Growth = {
  part: PartName;
  pid: number;
  seconds: number;
  rssBytes: { first: number; last: number };
  files: { first: number; last: number };
  isFlat: boolean;
};

const LOOK_EVERY_MS = 1_000;
/** So long everything is loaded and compiled for the first time. */
const WARM_AFTER_MS = 45_000;
/** A process that lived no longer after that tells nothing of growth. */
const LEAST_WATCH_MS = 45_000;
/** Of the time it was watched, at each end. */
const SHARE = 1 / 3;
const MOST_GROWTH = 0.1;
/** Connections that happen to be open or not. */
const FILES_OF_CHANCE = 5;

/** Looks once a second at memory and open files of both processes; `stop` gives all there were. */
export function startMeter(product: Product): { stop(): Generation[] } {
  const generations: Generation[] = [];
  const timer = setInterval(() => {
    for (const part of PART_NAMES) {
      const pid = product.pidOf(part);
      const sample = pid === null ? null : sampleOf(pid);
      if (pid === null || !sample) continue;
      let generation = generations.find((each) => each.pid === pid);
      if (!generation) {
        generation = { part, pid, samples: [] };
        generations.push(generation);
      }
      generation.samples.push(sample);
    }
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return generations;
    },
  };
}

function sampleOf(pid: number): Sample | null {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(procText(`${pid}/status`)) ?? [];
  if (kilobytes === undefined) return null;
  try {
    return {
      at: Date.now(),
      rssBytes: Number(kilobytes) * 1024,
      fileCount: readdirSync(`/proc/${pid}/fd`).length,
    };
  } catch {
    return null; // it has just ended
  }
}

/** What became of a process once it was warm; null for one that did not live long enough to tell. */
export function growthOf({ part, pid, samples }: Generation): Growth | null {
  const [begin, end] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  const warm = samples.filter(({ at }) => at - begin >= WARM_AFTER_MS);
  const watchMs = end - begin - WARM_AFTER_MS;
  if (watchMs < LEAST_WATCH_MS) return null;
  const edge = watchMs * SHARE;
  const first = warm.filter(({ at }) => at - begin - WARM_AFTER_MS <= edge);
  const last = warm.filter(({ at }) => end - at <= edge);
  const both = (value: (sample: Sample) => number) => ({
    first: median(first.map(value)),
    last: median(last.map(value)),
  });
  const rssBytes = both((sample) => sample.rssBytes);
  const files = both((sample) => sample.fileCount);
  const isFlat =
    rssBytes.last <= rssBytes.first * (1 + MOST_GROWTH) && files.last <= files.first + FILES_OF_CHANCE;
  return { part, pid, seconds: (end - begin) / 1000, rssBytes, files, isFlat };
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, two) => one - two);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
