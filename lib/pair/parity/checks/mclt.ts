import type { Comparison } from '../comparison.ts';
import { type Found, findingOf, placeAt } from '../finding.ts';
import { peerCorrection, peerPlace } from '../peer-place.ts';
import { primaryOf } from '../peers.ts';
import { listed, rangeText, subjectOf } from '../wording.ts';

/** MCLT against the longest lease of each range that it is to limit. */
export function checkMclt(comparison: Comparison): Found[] {
  return comparison.peers.relations.flatMap((relation, index) => {
    const role = primaryOf(relation);
    const mcltSeconds = role === null ? null : relation[role].mcltSeconds;
    if (role === null || mcltSeconds === null) return [];
    const side = comparison[role];
    const ranges = comparison.clusters
      .flatMap((cluster) => cluster[role])
      .filter(({ failover, leaseTimes }) => failover === index && leaseTimes.max.seconds < mcltSeconds);
    if (ranges.length === 0) return [];
    const longest = ranges.map(({ leaseTimes }) => leaseTimes.max.seconds);
    const shortest = longest.reduce((one, other) => Math.min(one, other));
    const upTo = longest.reduce((one, other) => Math.max(one, other));
    const atMost = shortest === upTo ? `${shortest} s` : `${shortest} to ${upTo} s`;
    const settings = ranges.flatMap(({ leaseTimes: { max } }) =>
      max.from ? [placeAt(side.server, max.from, `max-lease-time ${max.seconds};`)] : [],
    );
    return findingOf('mclt-above-lease-time', {
      subject: subjectOf(ranges.map(rangeText)),
      sentence: `mclt is ${mcltSeconds} s, but leases of ${listed(ranges.map(rangeText))} last ${atMost} at most.`,
      places: [peerPlace(side, relation[role], 'mclt'), ...settings],
      correction: [peerCorrection(side, relation[role], { set: { mclt: shortest } })],
      nextStep: `Lower mclt to ${shortest} or less at ${side.server}, or raise max-lease-time on both servers.`,
    });
  });
}
