import { z } from 'zod';
import { pairAnsweringSchema } from '../contracts/answering.ts';
import { clockHistorySchema } from '../contracts/clock-history.ts';
import {
  configDiffSchema,
  configVersionListSchema,
  configVersionQuerySchema,
  configVersionSchema,
  configVersionsQuerySchema,
  pairConfigQuerySchema,
  pairConfigSchema,
} from '../contracts/config.ts';
import { configTestListSchema, configTestQuerySchema } from '../contracts/config-test.ts';
import { pairEvidenceSchema } from '../contracts/evidence.ts';
import { findingListSchema, findingQuerySchema } from '../contracts/finding.ts';
import { fleetSchema } from '../contracts/fleet.ts';
import { historyQuerySchema, poolHistorySchema } from '../contracts/history.ts';
import {
  allLeasesSchema,
  leaseAtSchema,
  leaseGroundSchema,
  leaseHistorySchema,
  leaseListSchema,
} from '../contracts/lease.ts';
import { allLeasesQuerySchema, leaseHistoryQuerySchema, leaseQuerySchema } from '../contracts/lease-query.ts';
import { overviewSchema } from '../contracts/overview.ts';
import { pairAnswerSchema, pairListQuerySchema, pairListSchema } from '../contracts/pair.ts';
import { poolListSchema } from '../contracts/pool.ts';
import { poolDetailSchema } from '../contracts/pool-detail.ts';
import { poolOverviewSchema, poolSparksSchema } from '../contracts/pool-overview.ts';
import { poolUseSchema } from '../contracts/pool-use.ts';
import { poolsAtRiskSchema } from '../contracts/pools-at-risk.ts';
import { redundancyQuerySchema, redundancySchema } from '../contracts/redundancy.ts';
import { timelineQuerySchema, timelineSchema } from '../contracts/timeline.ts';
import { transitionsSchema } from '../contracts/transitions.ts';
import { TRUTH_PARTS, truthAnswerSchema } from '../contracts/truth.ts';
import { operationsOf } from './operation.ts';

/** Of queries that lean on the moment they are asked at: what they take is the same at any. */
const ANY_MOMENT = 0;
const CSV_OR_JSON = ['text/csv', 'application/json'] as const;

// keys of a const object
const parts = (Object.keys(TRUTH_PARTS) as (keyof typeof TRUTH_PARTS)[]).map((part) =>
  truthAnswerSchema(part),
);

export const PAIR_OPERATIONS = [
  ...operationsOf(
    'Pairs',
    ['GET /pairs', 'Every pair as it may be believed now.', pairListSchema, { query: pairListQuerySchema }],
    ['GET /pairs/{name}', 'One pair.', pairAnswerSchema],
    ['GET /fleet', 'Every pair in short, as it may be believed now.', fleetSchema],
    [
      'GET /overview',
      'Of every pair its worst pool, its open incident, and its record of the last 90 days.',
      overviewSchema,
    ],
    [
      'GET /pairs/{name}/{part}',
      `One part of what is known of a pair beyond its verdict: ${Object.keys(TRUTH_PARTS).join(', ')}.`,
      z.union(parts),
    ],
    [
      'GET /pairs/{name}/answering',
      'How the hash shares the clients, and how the grants of the last hour were shared.',
      pairAnsweringSchema,
    ],
    [
      'GET /pairs/{name}/evidence',
      'What both servers told last over OMAPI, in their lease files and in their logs.',
      pairEvidenceSchema,
    ],
    [
      'GET /pairs/{name}/findings',
      'What is not as it should be, with `all` also what no longer is.',
      findingListSchema,
      { query: findingQuerySchema },
    ],
    [
      'GET /pairs/{name}/redundancy',
      'Minutes of each day in which two servers answered clients, one, or none.',
      redundancySchema,
      { query: redundancyQuerySchema },
    ],
    [
      'GET /pairs/{name}/timeline',
      'States of both servers, verdicts, and what was told and done.',
      timelineSchema,
      { query: timelineQuerySchema(ANY_MOMENT) },
    ],
    [
      'GET /pairs/{name}/transitions',
      'Changes of state of both servers, those near to each other as one group.',
      transitionsSchema,
      { query: timelineQuerySchema(ANY_MOMENT) },
    ],
    [
      'GET /pairs/{name}/clocks/history',
      "How the two clocks stood to each other and to Pairwatch's.",
      clockHistorySchema,
      { query: historyQuerySchema(ANY_MOMENT) },
    ],
  ),
  ...operationsOf(
    'Pools',
    ['GET /pairs/{name}/pools', "The pools of one pair with each server's own counters.", poolListSchema],
    [
      'GET /pairs/{name}/pools/overview',
      'The pools of one pair, one row each, with what was worked out of them.',
      poolOverviewSchema,
    ],
    [
      'GET /pairs/{name}/pools/at-risk',
      'The pools of one pair whose share ends soonest, and how long each server lasts alone.',
      poolsAtRiskSchema,
    ],
    ['GET /pairs/{name}/pools/sparks', 'How the use of each pool went in the last day.', poolSparksSchema],
    [
      'GET /pairs/{name}/pools/{id}',
      'One pool with what each server tells of it and what was worked out.',
      poolDetailSchema,
    ],
    [
      'GET /pairs/{name}/pools/{id}/history',
      'How full a pool was, by each source of each server.',
      poolHistorySchema,
      { query: historyQuerySchema(ANY_MOMENT) },
    ],
    [
      'GET /pairs/{name}/pools/{id}/use',
      'What charts draw of how full a pool was: used, backup and free in lists, a value a step.',
      poolUseSchema,
      { query: historyQuerySchema(ANY_MOMENT) },
    ],
  ),
  ...operationsOf(
    'Leases',
    [
      'GET /leases',
      'The first leases that fit in each pair.',
      allLeasesSchema,
      { query: allLeasesQuerySchema },
    ],
    [
      'GET /pairs/{name}/leases',
      'The addresses whose lease on any server fits; with `ip` and `at` who had one then; with `format` all of them as a file.',
      z.union([leaseListSchema, leaseAtSchema]),
      { query: leaseQuerySchema, files: CSV_OR_JSON },
    ],
    [
      'GET /pairs/{name}/leases/ground',
      'The lease files that searches look into, and the pools that narrow them.',
      leaseGroundSchema,
    ],
    [
      'GET /pairs/{name}/leases/{address}/history',
      'Who had an address, on both servers, the latest first.',
      leaseHistorySchema,
      { query: leaseHistoryQuerySchema },
    ],
  ),
  ...operationsOf(
    'Configuration',
    [
      'GET /pairs/{name}/config',
      'Both dhcpd.conf as they were read last, with stars for secrets, and the findings about them.',
      pairConfigSchema,
      { query: pairConfigQuerySchema },
    ],
    [
      'GET /pairs/{name}/config-tests',
      'What `dhcpd -t` said of both configurations, the latest first.',
      configTestListSchema,
      { query: configTestQuerySchema },
    ],
    [
      'GET /pairs/{name}/config/versions',
      'When the configurations changed; the latest first.',
      configVersionListSchema,
      { query: configVersionsQuerySchema },
    ],
    [
      'GET /pairs/{name}/config/versions/{id}',
      'The files of one version; with `against` what it has that another has not.',
      z.union([configVersionSchema, configDiffSchema]),
      { query: configVersionQuerySchema },
    ],
  ),
];
