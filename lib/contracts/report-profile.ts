import { z } from 'zod';

/**
 * Who a report is for. `internal`: everything. `vendor`: clients and addresses are replaced by stand-ins that are the same
 * all through the report; names of servers stay. `public`: names of servers, people, endpoints and files too.
 */
export const reportProfileSchema = z.enum(['internal', 'vendor', 'public']);
export type ReportProfile = z.infer<typeof reportProfileSchema>;

export const reportFormatSchema = z.enum(['pdf', 'html', 'md', 'csv', 'json', 'zip']);
export type ReportFormat = z.infer<typeof reportFormatSchema>;
