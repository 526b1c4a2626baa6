import type { ReportFormat, ReportProfile } from '../../lib/contracts/report-profile.ts';

/** What each format is good for. */
export const FORMATS: readonly { value: ReportFormat; word: string; about: string }[] = [
  { value: 'pdf', word: 'PDF', about: 'Pages to hand in or print, with charts and bookmarks.' },
  { value: 'html', word: 'HTML', about: 'One file that any browser shows, with nothing to fetch.' },
  { value: 'md', word: 'Markdown', about: 'Text for a wiki or a ticket; charts are tables there.' },
  { value: 'csv', word: 'CSV', about: 'The timeline alone, a row an event, for a spreadsheet.' },
  { value: 'json', word: 'JSON', about: 'Everything the report says, as data for a program.' },
  {
    value: 'zip',
    word: 'ZIP bundle',
    about:
      'All of these and the evidence under a seal: one changed byte is found by pairwatch report verify.',
  },
];

/** Who each profile is for, and what it leaves out. */
export const PROFILES: readonly { value: ReportProfile; word: string; about: string }[] = [
  { value: 'internal', word: 'Internal', about: 'Everything but secrets, which are in no report.' },
  {
    value: 'vendor',
    word: 'Vendor',
    about: 'Without clients and addresses: stand-ins take their place. Names of servers and people stay.',
  },
  {
    value: 'public',
    word: 'Public',
    about:
      'Also without names of servers, people and endpoints, what people wrote, configurations and texts of evidence.',
  },
];
