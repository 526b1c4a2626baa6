import { checkClasses } from './checks/classes.ts';
import { checkEndpoints } from './checks/endpoints.ts';
import { checkMclt } from './checks/mclt.ts';
import { checkOmapi } from './checks/omapi.ts';
import { checkOutsideFailover } from './checks/outside-failover.ts';
import { checkPeerLimits, checkPeerParameters } from './checks/peer-limits.ts';
import { checkPeerNames } from './checks/peer-names.ts';
import { checkPermits } from './checks/permits.ts';
import { checkPools } from './checks/pools.ts';
import { checkReservations } from './checks/reservations.ts';
import { checkReservedInRange } from './checks/reserved-in-range.ts';
import { checkRoles } from './checks/roles.ts';
import { checkFsync, checkVersions } from './checks/server.ts';
import { checkSettings } from './checks/settings.ts';
import { checkStatements } from './checks/statements.ts';
import { checkSubnets } from './checks/subnets.ts';
import { checkWarnings } from './checks/warnings.ts';
import type { Comparison } from './comparison.ts';
import type { Found } from './finding.ts';

/** One family of checks: everything it finds in the two configurations. */
export type Check = (comparison: Comparison) => Found[];

/** Every check there is, in the order in which findings of one severity are told. */
export const CHECKS: readonly Check[] = [
  checkWarnings,
  checkPeerNames,
  checkRoles,
  checkEndpoints,
  checkOutsideFailover,
  checkPools,
  checkSubnets,
  checkReservations,
  checkReservedInRange,
  checkClasses,
  checkPermits,
  checkSettings,
  checkStatements,
  checkPeerLimits,
  checkMclt,
  checkPeerParameters,
  checkOmapi,
  checkFsync,
  checkVersions,
];
