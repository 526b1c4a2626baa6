/**
 * What stands below an alert or an incident in a list of those that are over, the latest first. `row` is the one of `id`;
 * null when it is not there any more.
 */
export function endedBefore(id: number, row: { resolvedAt: Date | null } | null) {
  if (!row?.resolvedAt) return { id: { lt: id } };
  const { resolvedAt } = row;
  return { OR: [{ resolvedAt: { lt: resolvedAt } }, { resolvedAt, id: { lt: id } }] };
}
