import { queryOptions } from '@tanstack/react-query';
import { type AuditQuery, auditListSchema } from '../contracts/audit.ts';
import { getJson } from './api.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/audit';

export type AuditFilter = Partial<AuditQuery>;

/** Who did what, newest first. */
export const auditQuery = ({ who, deed, pair, from, to, limit, before }: AuditFilter) => {
  const filter = { who, deed, pair, from, to, limit, before };
  return queryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal }) => getJson(withSearch(PATH, filter), auditListSchema, signal),
    ...refetchAsNet,
  });
};

/** Where all that a filter finds is had as a file. */
export const auditExportPath = ({ limit: _, ...filter }: AuditFilter) => withSearch(`${PATH}/export`, filter);
