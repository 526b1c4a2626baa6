import type { ReportProfile } from '../../contracts/report-profile.ts';

/** For whom a report is made, and what that does to it. */
export const READERS: Record<ReportProfile, string> = {
  internal: 'our own people: nothing is left out',
  vendor:
    'a vendor: clients and addresses are replaced by stand-ins that are the same all through this report',
  public:
    'everybody: clients, addresses and names are replaced by stand-ins that are the same all through this report',
};
