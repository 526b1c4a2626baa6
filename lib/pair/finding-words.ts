/** How many findings last, in words: "1 error and 2 warnings found"; null for none. */
export function findingWords({ error, warning }: { error: number; warning: number }): string | null {
  const parts = [counted(error, 'error'), counted(warning, 'warning')].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.join(' and ')} found`;
}

function counted(count: number, what: string): string | null {
  if (count === 0) return null;
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
