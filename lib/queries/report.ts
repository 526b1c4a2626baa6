import type { ReportFormat, ReportProfile } from '../contracts/report-profile.ts';
import { checkAnswer } from './api.ts';
import { withSearch } from './path.ts';

/** Where the report on an incident is handed out. `by`: who has it made; an empty name is left out. */
export const reportPath = (
  incident: number,
  { format, profile, by }: { format: ReportFormat; profile: ReportProfile; by: string },
): string =>
  withSearch(`/api/v1/incidents/${incident}/report`, { format, profile, by: by.trim() || undefined });

/** The same as a page to look at within another one. */
export const reportPreviewPath = (incident: number, of: { profile: ReportProfile; by: string }): string =>
  `${reportPath(incident, { ...of, format: 'html' })}&inline=1`;

/** Throws `ApiError`, which says why, where it can't be had. */
export const checkReport = (path: string, signal: AbortSignal): Promise<void> => checkAnswer(path, signal);
