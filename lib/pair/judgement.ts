import type { PairDto } from '../contracts/pair.ts';
import type { Evidence, Verdict } from '../contracts/verdict.ts';
import type { ClockRefusal, Skew } from './facts.ts';

/** What bears on a judgement beside the words of the two servers. */
export type Circumstances = { now: number; skew: Skew | null; clockRefusal: ClockRefusal | null };

/** What is the matter with a pair: one row of the verdict table, filled in. */
export type Finding = {
  verdict: Verdict;
  /** Kebab-case machine word, stable across versions. */
  code: string;
  /** For `fillSince`: may hold `{since}`, `{age}` and `{until:MS}`. */
  sentenceTemplate: string;
  /** Since when the facts prove it, by Pairwatch's clock; null when they do not say. */
  sinceAt: number | null;
  /** What the person on call should do, one imperative sentence; null when nothing. */
  nextStep: string | null;
};

export type Answering = {
  server: string;
  /** null when nothing proves it either way. */
  answering: boolean | null;
  reason: string;
};

export type Link = PairDto['link'];

export type Judgement = Finding & {
  evidence: Evidence[];
  link: Link;
  answering: Answering[];
  skew: Skew | null;
};
