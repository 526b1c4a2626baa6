import type { SettingsOrigin } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import { VERSION } from '../version.ts';
import { dataFolderCheck } from './data-folder.ts';
import { databaseChecks } from './database.ts';
import { endpointChecks } from './endpoints.ts';
import { installationChecks } from './installation.ts';
import { type DoctorLine, type DoctorReport, notChecked, worstOf } from './line.ts';
import { ownClockChecks } from './own-clock.ts';
import { productChecks } from './product.ts';
import { runChecks } from './run-checks.ts';
import { type Opened, type Openers, sealedCheck } from './sealed.ts';
import { pairCheck } from './servers.ts';
import { examineSettings } from './settings.ts';

/** All of it. */
export const WITHIN_MS = 28_000;

export type ExamineOptions = {
  origin: SettingsOrigin;
  /** How what the pages sealed is opened, by the key of these settings. */
  openers(settings: Settings): Openers;
  listenFailure(host: string, port: number): Promise<string | null>;
};

/** `settings`, with their secrets; null where they have mistakes. */
export type Examined = { report: DoctorReport; settings: Settings | null };

/**
 * Checks everything from Node's version to the secret of each OMAPI key, within 30 s whatever hangs. Reads only, but for a
 * file in the data folder that it removes at once, and sends no message. Never throws for what it checks.
 */
export async function examine(options: ExamineOptions): Promise<Examined> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  const [installation, { settings, lines }] = await Promise.all([
    runChecks(installationChecks(), signal),
    examineSettings(options.origin),
  ]);
  const rest = settings ? await ofSettings(settings, options, signal) : [withoutSettings()];
  const all = [...installation, ...lines, ...rest];
  return {
    report: { version: VERSION, checkedAt: new Date().toISOString(), status: worstOf(all), lines: all },
    settings,
  };
}

async function ofSettings(
  settings: Settings,
  { openers, listenFailure }: ExamineOptions,
  signal: AbortSignal,
): Promise<DoctorLine[]> {
  const here = runChecks(
    [
      dataFolderCheck(settings.dataFolder),
      ...databaseChecks(settings.databaseUrl),
      ...productChecks(settings, listenFailure),
      ...ownClockChecks(settings.pairs),
      ...settings.pairs.map(pairCheck),
    ],
    signal,
  );
  const there = examineSealed(settings, openers(settings), signal);
  return [...(await here), ...(await there)];
}

/** What was set up on the pages, and all who are told. */
async function examineSealed(
  settings: Settings,
  openers: Openers,
  signal: AbortSignal,
): Promise<DoctorLine[]> {
  const opened: Opened = { pairs: [], endpoints: [] };
  const sealed = await runChecks([sealedCheck(settings, openers, opened)], signal);
  const stored = opened.pairs.filter(({ name }) => settings.pairs.every((pair) => pair.name !== name));
  const lines = await runChecks(
    [
      ...stored.map(pairCheck),
      ...endpointChecks([
        ...[...settings.endpoints, ...opened.endpoints].map((each) => ({ what: 'endpoint', ...each })),
        ...settings.heartbeats.map((each) => ({ what: 'heartbeat', name: each.name, channel: each })),
      ]),
    ],
    signal,
  );
  return [...sealed, ...lines];
}

const withoutSettings = (): DoctorLine => ({
  group: 'Data folder, database, pairs, endpoints',
  id: 'rest',
  ...notChecked('All that the settings name', 'Mend the settings first.'),
});
