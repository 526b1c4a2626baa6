/**
 * One value per process. Next evaluates a module once for each bundle that uses it (pages, route handlers,
 * instrumentation), so module scope alone would give each of them an instance of its own.
 */
export function singleton<T>(name: string, make: () => T): T {
  const key = Symbol.for(`pairwatch.${name}`);
  // The global object has no index signature; each key is written by this function alone, with the same type.
  const values = globalThis as unknown as Record<symbol, T | undefined>;
  values[key] ??= make();
  return values[key];
}
