import { countOf } from '../count.ts';
import { formatDuration } from '../duration.ts';
import { type ReadinessFacts, ROLES } from './facts.ts';
import { isoOf, type Outcome } from './line.ts';

/** Two configurations that agree in all that must be the same. */
export function parityLine({ config }: ReadinessFacts): Outcome {
  if (config === null) {
    return {
      status: 'unknown',
      figure: null,
      text: 'The two configurations were not compared.',
      nextStep: 'Let Pairwatch read dhcpd.conf of both servers.',
      evidence: [],
    };
  }
  const { checkedAt, isFresh, findings } = config;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const [first] = [...errors, ...warnings];
  const figure = `${countOf(errors.length, 'error')}, ${countOf(warnings.length, 'warning')}`;
  if (!first) {
    if (!isFresh) return NOT_READ_OF_LATE;
    const evidence = {
      server: null,
      source: 'config',
      text: `${figure}.`,
      observedAt: isoOf(checkedAt),
    } as const;
    return {
      status: 'pass',
      figure,
      text:
        findings.length > 0
          ? `The two configurations agree but for ${countOf(findings.length, 'note')}.`
          : 'The two configurations agree.',
      nextStep: null,
      evidence: [evidence],
    };
  }
  return {
    status: errors.length > 0 ? 'fail' : 'warn',
    figure,
    text: first.sentence,
    nextStep: first.nextStep,
    evidence: [...errors, ...warnings].slice(0, MOST_SENTENCES).map(({ sentence }) => ({
      server: null,
      source: 'config',
      text: sentence,
      observedAt: isoOf(checkedAt),
    })),
  };
}

const NOT_READ_OF_LATE: Outcome = {
  status: 'unknown',
  figure: null,
  text: 'The two configurations agreed when both were read, but one of them can’t be read any more.',
  nextStep: 'Let Pairwatch read dhcpd.conf of both servers.',
  evidence: [],
};

const MOST_SENTENCES = 5;

/** While apart no lease is longer than MCLT (reference 3.5): below dhcpd's own default of min-lease-time, renewals become a load. */
const SHORT_MCLT_SECONDS = 300;
/** A take-over and a return each wait for one MCLT. */
const LONG_MCLT_SECONDS = 86_400;

/** MCLT against the lease times that it stands in for while the servers are apart. */
export function mcltLine({ pair, leaseTimes }: ReadinessFacts): Outcome {
  const views = ROLES.map((role) => pair[role].view);
  const [primary, secondary] = views.map((view) => view?.mcltSeconds || null);
  const evidence: Outcome['evidence'] = ROLES.flatMap((role) => {
    const { name, view } = pair[role];
    return view === null
      ? []
      : {
          server: name,
          source: 'omapi',
          text: `mclt is ${view.mcltSeconds} s.`,
          observedAt: isoOf(view.observedAt),
        };
  });
  if (!primary || !secondary) {
    return {
      status: 'unknown',
      figure: null,
      text: 'MCLT is not known of both servers: a secondary learns it when it first meets its primary.',
      nextStep: 'Make both servers readable for Pairwatch and let them meet.',
      evidence,
    };
  }
  const figure = formatDuration(primary * 1000);
  const warn = (text: string, nextStep: string): Outcome => ({
    status: 'warn',
    figure,
    text,
    nextStep,
    evidence,
  });
  if (primary !== secondary) {
    return warn(
      `${pair.primary.name} works with an MCLT of ${primary} s and ${pair.secondary.name} with ${secondary} s.`,
      `Let the two connect anew: the secondary takes MCLT from its primary then.`,
    );
  }
  const ranges = [...(leaseTimes.primary ?? []), ...(leaseTimes.secondary ?? [])];
  const shortest = ranges.find(({ maxSeconds }) => maxSeconds < primary);
  if (shortest) {
    return warn(
      `MCLT (${figure}) is longer than any lease of ${shortest.range} may be (${formatDuration(shortest.maxSeconds * 1000)}), so a take-over waits for longer than the leases last.`,
      `Set mclt on the primary to at most max-lease-time.`,
    );
  }
  if (primary < SHORT_MCLT_SECONDS) {
    return warn(
      `MCLT is only ${figure}: while apart no lease lasts longer, and all clients renew that often.`,
      `Set mclt on the primary to half an hour or an hour.`,
    );
  }
  if (primary > LONG_MCLT_SECONDS) {
    return warn(
      `MCLT is ${figure}: so long does a take-over of the partner’s addresses wait, and so long is a returning server silent.`,
      `Set mclt on the primary to half an hour or an hour.`,
    );
  }
  if (leaseTimes.primary === null || leaseTimes.secondary === null) {
    return {
      status: 'unknown',
      figure,
      text: 'The lease times of the two configurations are not known.',
      nextStep: 'Let Pairwatch read dhcpd.conf of both servers.',
      evidence,
    };
  }
  return {
    status: 'pass',
    figure,
    text: 'MCLT is the same on both servers and within the lease times.',
    nextStep: null,
    evidence,
  };
}
