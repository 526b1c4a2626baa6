// One function a kind of stage; each prints what it runs and gives { name, passed, failed, skipped, failures, notes, seconds }.
// Of one that runs aside, beside others, `output` is what it would have printed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';

/** Ends a stage that hangs. */
const STAGE_LIMIT_MS = 45 * 60_000;

/** A tool that passes or fails as a whole counts as one. */
export async function runCheck(name, args) {
  const { status, seconds } = await node(name, args);
  const failed = status === 0 ? 0 : 1;
  return { name, passed: 1 - failed, failed, skipped: 0, failures: [], notes: [], seconds };
}

/**
 * One project of vitest.config.ts. `env` joins the environment, `note` says what the stage has to skip, `wrap` puts another
 * command in front.
 */
export function runVitest(project, { wrap, env = {}, note } = {}) {
  return withReport(async (file) => {
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
    ];
    const { status, seconds } = await node(project, [...args, `--outputFile.json=${file}`], env, { wrap });
    return { ...countVitest(project, file, status), notes: note ? [note] : [], seconds };
  });
}

function countVitest(name, file, status) {
  const report = readJson(file);
  if (!report) return { name, passed: 0, failed: 1, skipped: 0, failures: [] };
  // A file that could not even be loaded has failed without having a test to count.
  const unloaded = report.testResults.filter(
    (each) => each.status === 'failed' && each.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  return {
    name,
    passed: report.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: failuresOfVitest(report),
  };
}

/**
 * One project of e2e/playwright.config.ts; `aside` keeps back what it prints, the rest is as for `runVitest`.
 */
export function runPlaywright(name, project, { wrap, aside, env = {}, note } = {}) {
  return withReport(async (file) => {
    const args = [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config',
      'e2e/playwright.config.ts',
      '--project',
      project,
    ];
    const environment = { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
    const { status, seconds, output } = await node(name, [...args, '--reporter=list,json'], environment, {
      wrap,
      aside,
    });
    const report = readJson(file);
    if (!report) return { name, passed: 0, failed: 1, skipped: 0, failures: [], notes: [], seconds, output };
    const { stats } = report;
    const failed = stats.unexpected + stats.flaky;
    return {
      name,
      passed: stats.expected,
      failed: failed === 0 && status !== 0 ? 1 : failed,
      skipped: stats.skipped,
      failures: failuresOfPlaywright(report),
      notes: note ? [note] : [],
      seconds,
      output,
    };
  });
}

/** A stage that can't run here: one skip, with its reason. */
export function skip(name, reason) {
  return { name, passed: 0, failed: 0, skipped: 1, failures: [], notes: [reason], seconds: 0 };
}

/** Prints the table, what failed, and the last line; gives the exit code. */
export function summarise(results) {
  process.stdout.write('\n');
  for (const { name, passed, failed, skipped, notes, seconds } of results) {
    const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
    process.stdout.write(`  ${name.padEnd(16)} ${counts.padEnd(38)} ${seconds.toFixed(0).padStart(4)} s\n`);
    for (const note of notes) process.stdout.write(`  ${''.padEnd(16)} skipped: ${note}\n`);
  }
  for (const { name, failures } of results)
    for (const failure of failures) process.stdout.write(`\n✘ ${name}: ${failure}\n`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
  return sum('failed') === 0 ? 0 : 1;
}

async function node(name, args, environment = {}, { wrap = [], aside = false } = {}) {
  let output = '';
  const print = (text) => {
    if (aside) output += text;
    else process.stdout.write(text);
  };
  print(`\n── ${name}\n`);
  const startedAt = Date.now();
  const [command, ...rest] = [...wrap, process.execPath, ...args];
  const stdio = aside ? 'pipe' : 'inherit';
  const child = spawn(command, rest, {
    stdio: ['ignore', stdio, stdio],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    timeout: STAGE_LIMIT_MS,
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', print);
  const status = await new Promise((resolve) => {
    child.once('error', (error) => {
      print(`${name}: ${error.message}\n`);
      resolve(null);
    });
    child.once('close', (code, signal) => {
      if (signal) print(`${name}: ended by ${signal}\n`);
      resolve(code);
    });
  });
  return { status, seconds: (Date.now() - startedAt) / 1000, output };
}

async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-test-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // No report means the runner itself broke; the caller counts that as a failure.
    return null;
  }
}
