/** A page of the runbook: the file docs/runbook/PAGE.md, shown as /runbook/PAGE; `anchor` is a heading in it. */
export type RunbookPlace = { page: string; anchor?: string };

/** Where each code of a verdict, a finding or a line of readiness, and each rule of alerts is told, by page; a code's role (`primary-…`, `…-secondary`) is left out. */
const CODES_BY_PLACE: Record<string, readonly string[]> = {
  'both-normal': ['both-normal'],
  'nobody-answers': ['nobody-answers', 'neither-runs'],
  'survivor-serves-nobody': ['service-unproven', 'merging-without-word-of'],
  merging: ['merging', 'merge-stuck', 'stuck-in-merge'],
  'out-of-addresses': ['partner-holds-all-free', 'pool-full', 'pool-use-high'],
  'clients-gone': ['pool-use-drop', 'renewals-collapsed'],
  'both-serve-alone': ['both-serve-alone', 'declared-down-but-runs', 'dangerous-states'],
  'duplicate-addresses': ['address-given-twice', 'address-may-be-given-twice', 'duplicate-addresses'],
  'same-role-twice': ['same-role-twice', 'roles-swapped', 'roles-equal'],
  'partner-lost': ['unreachable', 'lost-but-runs', 'link-one-sided', 'pair-not-healthy'],
  'failover-port-blocked': ['communications-interrupted', 'nothing-refused'],
  'failover-port-blocked#half-open': ['link-half-open', 'views-disagree'],
  'partner-declared-down': ['declared-down', 'partner-down-entered'],
  'pair-flapping': ['pair-flapping'],
  'pair-flapping#every-few-days': ['pair-recurring'],
  recovering: ['recovering', 'rejoining', 'reconnecting', 'both-coming-up', 'views-settling'],
  'recovering#overdue': ['recovery-overdue', 'stuck-state'],
  starting: ['starting', 'stuck-in-startup'],
  'shut-down-or-paused': ['shut-down', 'stopped-serving', 'paused'],
  clocks: ['clocks-together', 'clocks-apart', 'clocks-too-far-apart', 'clocks-uncertain', 'clocks'],
  'clocks#they-refuse-to-connect': ['clocks-refuse'],
  'clocks#not-synchronised': ['clock-not-synchronised', 'clock-off-source'],
  'clocks#pairwatchs-own-clock': ['monitor-clock-off'],
  'clocks#drifting-apart': ['clocks-drifting'],
  'pool-imbalanced': ['pools-balanced', 'pool-imbalanced', 'pool-imbalanced-by-log'],
  'pool-imbalanced#a-side-is-running-out': [
    'own-share',
    'own-free-low',
    'own-free-none',
    'own-side-starving',
    'forecast-short',
  ],
  backlog: [
    'backlog-small',
    'updates-not-acknowledged',
    'backlog-growing',
    'backlog-while-apart',
    'unacked-updates-at-limit',
  ],
  'lease-files-differ': ['lease-files-differ'],
  'lease-file': ['lease-file-damaged', 'lease-files-kept', 'lease-file'],
  'counters-differ': ['counters-differ-from-file', 'readings-differ'],
  'monitor-cannot-reach': ['monitor-cannot-reach', 'server-unreachable'],
  'source-failing': ['source-failing'],
  'monitor-blind': ['monitor-blind', 'no-word', 'never-read'],
  'collector-silent': ['collector-silent', 'not-checked-yet', 'not-polled-yet'],
  'state-not-known': ['state-not-known'],
  duties: ['practice-overdue'],
  'not-told': ['deliveries-failing', 'heartbeat-failing'],
  'pairwatch-impaired': ['pairwatch-impaired'],
  database: ['database-damaged', 'backup-failing'],
  'config-failover': [
    'configs-in-parity',
    'peer-missing',
    'peer-unused',
    'peer-parameters-differ',
    'config-findings',
  ],
  'config-failover#name-roles-addresses-ports': [
    'peer-name-differs',
    'peer-address-missing',
    'role-missing',
    'ports-not-mirrored',
    'addresses-not-mirrored',
  ],
  'config-failover#mclt-split-hba': [
    'mclt-missing',
    'mclt-on-secondary',
    'split-missing',
    'split-on-secondary',
  ],
  'config-failover#load-balance-max-seconds': ['load-balance-off'],
  'config-failover#auto-partner-down': ['auto-partner-down'],
  'config-failover#max-unacked-updates-max-response-delay': ['max-unacked-zero'],
  'config-pools': ['subnet-differs', 'subnet-missing', 'shared-network-differs'],
  'config-pools#a-pool-without-failover-peer-or-on-one-side-only': [
    'pool-without-peer',
    'pool-peer-differs',
    'pool-missing',
  ],
  'config-pools#a-bare-range': ['bare-range'],
  'config-pools#ranges-differ-overlap-or-lie-outside': [
    'range-differs',
    'range-overlap',
    'range-outside-subnet',
  ],
  'config-pools#a-fixed-address-inside-a-range': ['reservation-in-range'],
  'config-pools#an-empty-shared-network': ['shared-network-empty'],
  'config-lease-times': ['mclt-sensible', 'lease-times-differ', 'mclt-above-lease-time'],
  'config-clients': ['parameter-differs', 'statement-differs'],
  'config-clients#options': ['option-differs'],
  'config-clients#reservations': ['reservation-missing', 'reservation-differs'],
  'config-clients#classes-and-permits': ['class-differs', 'permits-differ'],
  'config-clients#authoritative': ['authoritative-differs'],
  'config-server': ['interface-differs'],
  'config-server#versions': ['versions-differ'],
  'config-server#includes': ['include-drift'],
  'config-server#dont-use-fsync': ['fsync-off'],
  'config-server#a-file-dhcpd-would-refuse': ['config-refused', 'config-doubtful', 'config-refused-by-dhcpd'],
  'omapi-access': ['omapi-reachable', 'omapi-off', 'omapi-differs'],
  'omapi-access#it-does-not-work': ['omapi-key-missing', 'omapi-key-unusable'],
  'omapi-access#it-is-open-too-wide': ['omapi-open', 'omapi-key-weak'],
};

/** Pages of whole families, for a code that has no place of its own yet: the first that fits. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^monitor-clock/, 'clocks#pairwatchs-own-clock'],
  [/^(clocks?|skew|ntp)-/, 'clocks'],
  [/^(own-free|forecast)-/, 'pool-imbalanced#a-side-is-running-out'],
  [/^(pool-(im)?balance|balance-)/, 'pool-imbalanced'],
  [/^(backlog|updates|unacked)-/, 'backlog'],
  [/^(address(es)?|leases?)-.*twice$/, 'duplicate-addresses'],
  [/^lease-file-/, 'lease-file'],
  [/^source-/, 'source-failing'],
  [/^counters-/, 'counters-differ'],
  [/^monitor-/, 'monitor-blind'],
  [/^peer-/, 'config-failover'],
  [/^(pool|range|subnet|shared-network)-/, 'config-pools'],
  [/^(option|class|reservation|permits?)-/, 'config-clients'],
  [/^(config|include|versions?)-/, 'config-server'],
  [/^omapi-/, 'omapi-access'],
];

const PLACE_BY_CODE = new Map(
  Object.entries(CODES_BY_PLACE).flatMap(([place, codes]) => codes.map((code) => [code, place] as const)),
);

/** The runbook's place for a code of a verdict, a finding or a line of readiness, or for the id of a rule of alerts; null for one that nobody wrote about. */
export function runbookOf(code: string): RunbookPlace | null {
  const place = PLACE_BY_CODE.get(code) ?? PLACE_BY_CODE.get(withoutRole(code)) ?? familyOf(code);
  if (place === undefined) return null;
  const [page = place, anchor] = place.split('#');
  return anchor === undefined ? { page } : { page, anchor };
}

/** The codes that lead to a page, in the order of the table; roles are left out. */
export function codesOf(page: string): string[] {
  return [...PLACE_BY_CODE].filter(([, place]) => place.split('#')[0] === page).map(([code]) => code);
}

function withoutRole(code: string): string {
  return code.replace(/^(primary|secondary)-/, '').replace(/-(primary|secondary)$/, '');
}

function familyOf(code: string): string | undefined {
  return FAMILIES.find(([family]) => family.test(code))?.[1];
}
