import { parseArgs } from 'node:util';
import { formatSettingsError, loadSettings, SettingsError } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import type { Io } from './io.ts';

const DEFAULT_PATH = 'pairwatch.yaml';

/** The exit code for wrong options and wrong settings alike. */
export const USAGE_EXIT_CODE = 2;

/**
 * Reads `--config PATH` (or PAIRWATCH_CONFIG, or pairwatch.yaml here) and the settings in it. On any mistake it prints
 * every one and gives the exit code; `--help` prints `help` and gives 0.
 */
export async function settingsFromArguments(
  argv: string[],
  io: Io,
  help: string,
): Promise<{ settings: Settings; path: string } | { exitCode: number }> {
  let path: string;
  try {
    const { values } = parseArgs({
      args: argv,
      options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      io.stdout.write(help);
      return { exitCode: 0 };
    }
    path = values.config ?? io.env.PAIRWATCH_CONFIG ?? DEFAULT_PATH;
  } catch (error) {
    io.stderr.write(`pairwatch: ${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return { exitCode: USAGE_EXIT_CODE };
  }
  try {
    const settings = await loadSettings({ path, env: io.env, cwd: process.cwd() });
    for (const warning of settings.warnings)
      io.stderr.write(`warning: ${warning.path}: ${warning.message}\n`);
    return { settings, path };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    io.stderr.write(`${formatSettingsError(error)}\n`);
    return { exitCode: USAGE_EXIT_CODE };
  }
}
