import type { DrillObservation, DrillRecord } from '../../contracts/drill.ts';
import type { Evidence } from '../../contracts/verdict.ts';
import { type DrillFacts, type DrillServerFacts, iso, msOf, type Of, STAMP_MS } from './facts.ts';

/** A look that comes later than this after the one before says nothing about the time between. */
export const LOOKS_WITHIN_MS = 60_000;

/**
 * The record with what one look at the pair adds. What is told again replaces what was told before under its key; the
 * order in which things are told makes no difference.
 */
export function takeIn(record: DrillRecord, facts: DrillFacts, startedAt: number, now: number): DrillRecord {
  const known = merged(record.observations, facts.observations, startedAt);
  const contact = facts.servers.flatMap((server) => contactOf(server, known, startedAt));
  const heard = merged(known, contact, startedAt);
  const present = facts.servers.flatMap((server) => presentOf(server, heard));
  const lookedAt = record.lookedAt === null ? startedAt : msOf(record.lookedAt);
  const isGap = now - lookedAt > LOOKS_WITHIN_MS;
  return {
    ...record,
    observations: latestBalance(merged(heard, present, startedAt)),
    gaps: isGap ? [...record.gaps, { from: iso(lookedAt), until: iso(now) }] : record.gaps,
    lookedAt: iso(Math.max(lookedAt, now)),
    clocks: facts.clocks.length > 0 ? facts.clocks : record.clocks,
    readsLeases: record.readsLeases || facts.readsLeases,
  };
}

function merged(
  known: readonly DrillObservation[],
  told: readonly DrillObservation[],
  startedAt: number,
): DrillObservation[] {
  const byKey = new Map(known.map((each) => [each.key, each]));
  for (const each of told) {
    const begin = each.kind === 'state' ? startedAt - STAMP_MS : startedAt;
    const isBefore = msOf(each.kind === 'answering' ? each.until : each.at) < begin;
    if (!isBefore) byKey.set(each.key, each);
  }
  return inOrder([...byKey.values()]);
}

export function inOrder(observations: DrillObservation[]): DrillObservation[] {
  return observations.sort((one, other) => msOf(one.at) - msOf(other.at) || (one.key < other.key ? -1 : 1));
}

/** That a server fell silent, or answers again after it did. */
function contactOf(
  { name, failingSince, lastSuccessAt, failure }: DrillServerFacts,
  known: readonly DrillObservation[],
  startedAt: number,
): DrillObservation[] {
  const evidence = (text: string, at: number): Evidence[] => [
    { server: name, source: 'omapi', text, observedAt: iso(at) },
  ];
  if (failingSince !== null) {
    if (failingSince < startedAt) return [];
    return [
      {
        kind: 'silent',
        key: `silent:${name}:${failingSince}`,
        server: name,
        at: iso(failingSince),
        lastAnswerAt: lastSuccessAt === null ? null : iso(lastSuccessAt),
        evidence: evidence(failure ?? 'It did not answer.', failingSince),
      },
    ];
  }
  const silent = known.findLast(
    (each): each is Of<'silent'> => each.kind === 'silent' && each.server === name,
  );
  if (!silent || lastSuccessAt === null || lastSuccessAt <= msOf(silent.at)) return [];
  const key = `heard:${silent.key}`;
  // It answers all the time from then on; the first time is the one that counts.
  if (known.some((each) => each.key === key)) return [];
  const text = `${name} answered over OMAPI.`;
  return [
    { kind: 'heard', key, server: name, at: iso(lastSuccessAt), evidence: evidence(text, lastSuccessAt) },
  ];
}

/** Where a server is back in the state it was in, nothing tells of a change: then its own word does. */
function presentOf(
  { name, present }: DrillServerFacts,
  known: readonly DrillObservation[],
): DrillObservation[] {
  const heard = known.findLast((each): each is Of<'heard'> => each.kind === 'heard' && each.server === name);
  if (!heard || present === null || present.observedAt < msOf(heard.at)) return [];
  const silentAt = known.findLast((each) => each.kind === 'silent' && each.server === name)?.at ?? heard.at;
  const isTold = known.some(
    (each) => each.kind === 'state' && each.server === name && msOf(each.at) >= msOf(silentAt),
  );
  if (isTold) return [];
  const { state, observedAt } = present;
  return [
    {
      kind: 'state',
      key: `present:${heard.key}`,
      server: name,
      from: null,
      to: state,
      at: iso(observedAt),
      stampAt: null,
      evidence: [
        { server: name, source: 'omapi', text: `local-state ${state}`, observedAt: iso(observedAt) },
      ],
    },
  ];
}

/** Pools are counted every few seconds: of counts that say the same only the first is kept. */
function latestBalance(observations: DrillObservation[]): DrillObservation[] {
  let before: Of<'balance'> | null = null;
  return observations.filter((each) => {
    if (each.kind !== 'balance') {
      // What was counted before a change of state says nothing about the time after it.
      if (each.kind === 'state') before = null;
      return true;
    }
    const isNews = before === null || before.isBalanced !== each.isBalanced;
    before = each;
    return isNews;
  });
}
