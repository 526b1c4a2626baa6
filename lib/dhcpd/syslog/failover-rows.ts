import type { KnownFailoverState } from '../../failover-states.ts';
import { formatAddress } from '../address.ts';
import { REFUSAL_CAUSES, REJECTION_CAUSES, refusalReason, rejectionReason } from './reasons.ts';
import { row, type Severity } from './row.ts';
import { countOf, withoutDot } from './words.ts';

const STATE_SEVERITY: Record<KnownFailoverState, Severity> = {
  normal: 'info',
  startup: 'notice',
  recover: 'notice',
  'recover-wait': 'notice',
  'recover-done': 'notice',
  'communications-interrupted': 'warning',
  'partner-down': 'warning',
  'unknown-state': 'warning',
  'potential-conflict': 'error',
  'resolution-interrupted': 'error',
  'conflict-done': 'error',
  paused: 'error',
  shutdown: 'error',
};

type Balance = { network: string; free: number; backup: number };

function balanceText({ network, free, backup }: Balance): string {
  return `a pool of ${network} has ${free} free for the primary and ${backup} for the secondary`;
}

/** A cause after a colon, or dhcpd's own words where we have none. */
function because(cause: string | null, text: string): string {
  return `: ${cause ?? `dhcpd says “${withoutDot(text)}”`}.`;
}

/** Everything dhcpd says about its partner (reference 6.1). The last rows take what the more exact ones left. */
export const FAILOVER_ROWS = [
  row('state-moved', 'failover peer {peer}: I move from {from:state} to {to:state}', {
    kind: 'event',
    severity: ({ to }) => STATE_SEVERITY[to],
    sentence: ({ from, to }) => `This server moved from ${from} to ${to}.`,
  }),
  row('partner-state-moved', 'failover peer {peer}: peer moves from {from:state} to {to:state}', {
    // Said again at every reconnect, changed or not.
    kind: ({ from, to }) => (from === to ? 'figure' : 'event'),
    severity: ({ from, to }) => (from === to ? 'info' : STATE_SEVERITY[to]),
    sentence: ({ from, to }) =>
      from === to ? `Its partner is in ${to} as before.` : `Its partner moved from ${from} to ${to}.`,
  }),
  row('both-normal', 'failover peer {peer}: Both servers normal', {
    kind: 'event',
    severity: 'info',
    subject: ({ peer }) => peer,
    sentence: () => 'Both servers are in normal state.',
  }),
  row('state-not-recorded', 'Unable to record current failover state for {peer}', {
    kind: 'event',
    severity: 'critical',
    subject: ({ peer }) => peer,
    sentence: () => 'Its failover state could not be written to the lease file.',
  }),

  row('link-timeout', 'timeout waiting for failover peer {peer}', {
    kind: 'event',
    severity: 'warning',
    subject: ({ peer }) => peer,
    sentence: () => 'It heard nothing from its partner for max-response-delay and gave the connection up.',
  }),
  row('link-lost', 'peer {peer}: disconnected', {
    kind: 'event',
    severity: 'warning',
    subject: ({ peer }) => peer,
    sentence: () => 'The failover connection to its partner ended.',
  }),
  row('link-startup-timeout', 'failover: link startup timeout', {
    kind: 'event',
    severity: 'warning',
    subject: () => 'failover',
    sentence: () => 'A failover connection was opened, but the partner did not introduce itself within 15 s.',
  }),
  row(
    'connection-from-stranger',
    ['failover: listener: no matching state', 'failover: connect: no matching state.'],
    {
      kind: 'event',
      severity: 'warning',
      subject: () => 'failover',
      sentence: () =>
        'A failover connection came from an address that is no failover peer in its configuration.',
    },
  ),
  row('connection-refused-here', 'Failover CONNECT from {peer}: {text}', {
    more: refusalReason,
    kind: 'event',
    severity: 'error',
    subject: ({ peer, reason }) => `${peer} ${reason}`,
    sentence: ({ reason, text }) =>
      `It refused its partner's failover connection${because(REFUSAL_CAUSES[reason], text)}`,
  }),
  row('connection-refused-by-partner', 'Failover CONNECT to {peer} rejected: {text}', {
    more: refusalReason,
    kind: 'event',
    severity: 'error',
    subject: ({ peer, reason }) => `${peer} ${reason}`,
    sentence: ({ reason, text }) =>
      `Its partner refused the failover connection${because(REFUSAL_CAUSES[reason], text)}`,
  }),
  row('connection-answer-refused', 'Failover CONNECTACK from {peer}: {text}', {
    more: refusalReason,
    kind: 'event',
    severity: ({ reason }) => (reason === 'already-connected' ? 'notice' : 'error'),
    subject: ({ peer, reason }) => `${peer} ${reason}`,
    sentence: ({ reason, text }) =>
      `It refused its partner's answer to the failover connection${because(REFUSAL_CAUSES[reason], text)}`,
  }),
  row('link-dropped', 'failover: disconnect: {text}', {
    more: refusalReason,
    // Follows a refusal, which is the event.
    kind: 'figure',
    severity: 'notice',
    subject: ({ reason }) => reason,
    sentence: ({ reason, text }) =>
      `It dropped the failover connection${because(REFUSAL_CAUSES[reason], text)}`,
  }),
  row('disconnected-by-partner', 'Failover DISCONNECT from {peer}: {text}', {
    more: refusalReason,
    kind: 'event',
    severity: 'warning',
    subject: ({ peer, reason }) => `${peer} ${reason}`,
    sentence: ({ reason, text }) =>
      `Its partner ended the failover connection${because(REFUSAL_CAUSES[reason], text)}`,
  }),

  row('partner-state-invalid', 'failover peer {peer}: Invalid state: {number:int}', {
    kind: 'event',
    severity: 'critical',
    subject: ({ peer }) => peer,
    sentence: ({ number }) =>
      `Its partner claims to be in state ${number}, which does not exist; it shuts down.`,
  }),
  row('transition-invalid', 'Peer {peer}: Invalid state transition {from:state} to {to:state}.', {
    kind: 'event',
    severity: 'critical',
    subject: ({ peer }) => peer,
    sentence: ({ from, to }) =>
      `Its partner moved from ${from} to ${to}, which is not allowed; it shuts down.`,
  }),
  row(
    'normal-during-conflict',
    'Peer {peer} moves to normal during conflict resolution - panic, shutting down.',
    {
      kind: 'event',
      severity: 'critical',
      subject: ({ peer }) => peer,
      sentence: () => 'Its partner went to normal while their databases were being merged; it shuts down.',
    },
  ),
  row(
    'transition-fatal',
    'Peer {peer}: Invalid attempt to move from {from:state} to {to:state} while local state is conflict-done.',
    {
      kind: 'event',
      severity: 'critical',
      subject: ({ peer }) => peer,
      sentence: ({ from, to }) =>
        `Its partner moved from ${from} to ${to} while it was in conflict-done; this dhcpd ends.`,
    },
  ),
  row('conflict-done-unexpected', 'Peer {peer}: Unexpected move to conflict-done.', {
    kind: 'event',
    severity: 'error',
    subject: ({ peer }) => peer,
    sentence: () => 'Its partner moved to conflict-done out of turn.',
  }),
  row(
    'conflict-done-illegal',
    'Secondary is in conflict_done state after conflict resolution, this is illegal.',
    {
      kind: 'event',
      severity: 'error',
      subject: () => 'failover',
      sentence: () => 'The secondary is in conflict-done after the merge, where only the primary may be.',
    },
  ),
  row('update-done-spurious', 'Spurious update-done message.', {
    kind: 'figure',
    severity: 'notice',
    subject: () => 'failover',
    sentence: () => 'Its partner said that an update was complete which it had not asked for.',
  }),
  row('both-recover-done', 'Both servers have entered recover-done!', {
    // Logged as an error, yet it is what two new servers do at their first contact.
    kind: 'figure',
    severity: 'info',
    subject: () => 'failover',
    sentence: () => 'Both servers have recovered and go to normal together.',
  }),

  row('full-update-requested', 'failover peer {peer}: requesting {what}', {
    kind: 'event',
    severity: 'notice',
    subject: ({ peer }) => peer,
    sentence: () => 'It asks its partner for all leases.',
  }),
  row('update-requested', 'Sent update request {all?all }message to {peer}', {
    kind: 'figure',
    severity: 'info',
    subject: ({ peer }) => peer,
    sentence: ({ all }) => `It asked its partner for ${all ? 'all leases' : 'the changes it missed'}.`,
  }),
  row('update-request-failed', 'Failed to send update request all message to {peer}: {text}', {
    kind: 'event',
    severity: 'error',
    subject: ({ peer }) => peer,
    sentence: ({ text }) => `It could not ask its partner for all leases: ${withoutDot(text)}.`,
  }),
  row('update-request-received', 'Update request {all?all }from {peer}: {answer}', {
    kind: 'figure',
    severity: 'info',
    subject: ({ peer }) => peer,
    sentence: ({ all, answer }) =>
      `Its partner asked for ${all ? 'all leases' : 'the changes it missed'}: ${answer}.`,
  }),
  row(
    'update-request-discarded',
    'Received update request while old update still flying!  Silently discarding old request.',
    {
      kind: 'figure',
      severity: 'info',
      subject: () => 'failover',
      sentence: () =>
        'Its partner asked for an update again before the first was complete; the first is given up.',
    },
  ),
  row('updates-sending', 'Sending updates to {peer}.', {
    kind: 'figure',
    severity: 'info',
    subject: ({ peer }) => peer,
    sentence: () => 'It sends its partner what changed.',
  }),
  row('update-done-sent', 'Sent update done message to {peer}', {
    kind: 'figure',
    severity: 'info',
    subject: ({ peer }) => peer,
    sentence: () => 'It has told its partner everything.',
  }),
  row('update-completed', 'failover peer {peer}: peer update completed.', {
    kind: 'event',
    severity: 'info',
    subject: ({ peer }) => peer,
    sentence: () => 'It has got everything from its partner.',
  }),

  row('update-rejected', 'bind update on {address:ip} from {peer} rejected: {text}', {
    more: rejectionReason,
    kind: ({ reason }) => (reason === 'duel' ? 'figure' : 'event'),
    severity: ({ reason }) => (reason === 'duel' ? 'info' : 'error'),
    // By reason: one cause concerns many addresses.
    subject: ({ peer, reason }) => `${peer} ${reason}`,
    sentence: ({ address, reason, text }) =>
      `Its partner did not take the update of ${formatAddress(address)}${because(REJECTION_CAUSES[reason], text)}`,
  }),
  row('update-acknowledged-oddly', 'bind update on {address:ip} got ack from {peer}: {text}.', {
    kind: 'figure',
    severity: 'info',
    subject: ({ peer, text }) => `${peer} ${text}`,
    sentence: ({ address, text }) =>
      `Its partner acknowledged an update of ${formatAddress(address)} that is no longer waited for: ${text}.`,
  }),

  row(
    'pool-balancing',
    'balancing pool {pool:hex} {network}  total {total:int}  free {free:int}  backup {backup:int}  lts {lts:int}  max-own (+/-){maxOwn:int}{asksPartner?  (requesting peer rebalance!)}',
    {
      kind: 'figure',
      severity: ({ asksPartner }) => (asksPartner ? 'notice' : 'info'),
      subject: ({ network, pool }) => `${network} ${pool}`,
      sentence: (fact) =>
        `Balancing: ${balanceText(fact)}${fact.asksPartner ? '; it asks its partner to give some' : ''}.`,
    },
  ),
  row(
    'pool-balanced',
    'balanced pool {pool:hex} {network}  total {total:int}  free {free:int}  backup {backup:int}  lts {lts:int}  max-misbal {maxMisbalance:int}',
    {
      kind: 'figure',
      severity: 'info',
      subject: ({ network, pool }) => `${network} ${pool}`,
      sentence: (fact) => `Balanced: ${balanceText(fact)}.`,
    },
  ),
  row(
    'pool-imbalanced',
    'IMBALANCED pool {pool:hex} {network}  total {total:int}  free {free:int}  backup {backup:int}  lts {lts:int}  max-misbal {maxMisbalance:int}',
    {
      kind: 'event',
      severity: 'error',
      subject: ({ network, pool }) => `${network} ${pool}`,
      sentence: (fact) =>
        `It could not balance a pool: ${balanceText(fact)}, ${fact.lts} too many on its side where ${fact.maxMisbalance} are allowed.`,
    },
  ),
  row('pool-response', 'pool response: {leases:int} leases', {
    kind: 'figure',
    severity: 'info',
    subject: () => 'failover',
    sentence: ({ leases }) => `Its partner gave it ${countOf(leases, 'free address', 'free addresses')}.`,
  }),
  row(
    'pool-request-refused',
    'peer {peer}: Got POOLREQ, answering negatively!  Peer may be out of leases or database inconsistent.',
    {
      kind: 'event',
      severity: 'warning',
      subject: ({ peer }) => peer,
      sentence: () =>
        'Its partner asked for free addresses and got none: it is out of them, or the databases differ.',
    },
  ),
  row(
    'giveaway-failed',
    [
      "can't commit lease {address:ip} on giveaway",
      "can't commit lease {address:ip} for mac addr affinity",
      "can't commit lease {address:ip} for client affinity",
    ],
    {
      kind: 'event',
      severity: 'error',
      subject: () => 'giveaway',
      sentence: ({ address }) =>
        `It could not write ${formatAddress(address)} to its lease file when giving it to its partner.`,
    },
  ),

  row(
    'peer-without-pools',
    'ERROR: Failover peer, {peer}, has no referring pools. You must refer to each peer in at least one pool declaration.',
    {
      kind: 'event',
      severity: 'critical',
      subject: ({ peer }) => peer,
      sentence: ({ peer }) =>
        `No pool in its configuration names the failover peer ${peer}; dhcpd does not start.`,
    },
  ),
  row('failover-config-unsound', 'Failover configuration sanity check failed', {
    kind: 'event',
    severity: 'critical',
    subject: () => 'config',
    sentence: () => 'Its failover configuration does not fit together; dhcpd does not start.',
  }),
  row(
    'load-balancing-off',
    'WARNING: load balancing will be disabled for failover peer, {peer}, because its load balance max secs is 0',
    {
      kind: 'event',
      severity: 'warning',
      subject: ({ peer }) => peer,
      sentence: () => 'Load balance max seconds is 0 or missing, so both servers answer every client.',
    },
  ),
  row(
    'protocol-trouble',
    ['message length wait: {text}', 'dhcp_failover_put_message: {text}', 'FAILOVER: {text}'],
    {
      kind: 'event',
      severity: 'warning',
      subject: () => 'failover',
      sentence: ({ text }) => `The failover connection has trouble: ${withoutDot(text)}.`,
    },
  ),
  row('link-failed', 'failover peer {peer}: {text}', {
    kind: 'event',
    severity: 'warning',
    subject: ({ peer, text }) => `${peer} ${text}`,
    sentence: ({ text }) => `It could not connect to its partner: ${withoutDot(text)}.`,
  }),
];
