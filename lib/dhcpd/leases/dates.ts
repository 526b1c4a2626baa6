import { NEVER_SECONDS } from './items.ts';

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * Days since 1970 as dhcpd counts them; days past the end of a month run on into the next. Good until 2099, while
 * dhcpd reads every year from 2038 as never.
 */
export function daysSince1970(year: number, month: number, day: number): number {
  const leapDays = Math.floor((year - 1969) / 4) + (month > 2 && year % 4 === 0 ? 1 : 0);
  return (year - 1970) * 365 + leapDays + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + day - 1;
}

/** Seconds since 1970, held between 0 (unset) and NEVER_SECONDS. */
export function clampSeconds(seconds: number): number {
  return Math.min(Math.max(seconds, 0), NEVER_SECONDS);
}
