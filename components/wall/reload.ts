/** What a wall knows when it asks itself whether to load itself again. Times in milliseconds. */
export type ReloadFacts = {
  /** The build the page is of. */
  pageBuild: string;
  /** The build that answers now; null while none does. */
  serverBuild: string | null;
  /** When the page loaded itself again last, and for which build; null when it never did. */
  last: { atMs: number; build: string } | null;
  nowMs: number;
};

/** Behind a balancer two builds may answer in turns for a while: each is worth one try in this time. */
const AGAIN_AFTER_MS = 5 * 60_000;

/** Whether the page is of another build than the server, and loading it again may change that. */
export function shouldReload({ pageBuild, serverBuild, last, nowMs }: ReloadFacts): boolean {
  if (serverBuild === null || serverBuild === pageBuild) return false;
  return last === null || last.build !== serverBuild || nowMs - last.atMs >= AGAIN_AFTER_MS;
}
