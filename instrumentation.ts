/** Called once by Next before the server takes its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { endQuicklyOnSignal } = await import('./app/_server/shutdown.ts');
  endQuicklyOnSignal();
  const { standAtTheDoor } = await import('./app/_server/at-the-door.ts');
  standAtTheDoor();
  const { dropSlowRequests } = await import('./app/_server/drop-slow-requests.ts');
  dropSlowRequests();
  const { keepToTls } = await import('./app/_server/strict-transport.ts');
  keepToTls();
  const { recordOwnRestarts } = await import('./app/_server/restarts.ts');
  // Not waited for: the pages are there before the database is.
  void recordOwnRestarts();
}
