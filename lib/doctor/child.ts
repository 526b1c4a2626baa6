import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { z } from 'zod';

const answerSchema = z.union([
  z.object({ value: z.unknown() }),
  z.object({ code: z.string().nullable(), message: z.string() }),
]);

/**
 * Has better-sqlite3 do something in a process of its own, for two reasons: it stands still while it works, which no deadline
 * could end, and a binary that does not fit this machine may take its process down. `work` is the body of a function of
 * `Database` (the class) and `path`. Rejects with an Error that has the driver's `code`.
 */
export async function inSqliteProcess(work: string, path: string, signal: AbortSignal): Promise<unknown> {
  const module = createRequire(import.meta.url).resolve('better-sqlite3');
  const { stdout, stderr, ending } = await output([program(work), module, path], signal);
  const answer = answerSchema.safeParse(parsed(stdout));
  if (!answer.success) throw new Error(`it ended by ${ending}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  if ('value' in answer.data) return answer.data.value;
  const { code, message } = answer.data;
  throw Object.assign(new Error(message), { code });
}

const program = (work: string) => `
  const [, module, path] = process.argv;
  const tell = (answer) => process.stdout.write(JSON.stringify(answer));
  try {
    tell({ value: ((Database, path) => { ${work} })(require(module), path) ?? null });
  } catch (error) {
    tell({ code: error.code ?? null, message: String(error.message) });
  }
`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // nothing, or half of it: told by how the process ended
  }
}

type Output = { stdout: string; stderr: string; ending: string };

function output([script, module, path]: [string, string, string], signal: AbortSignal): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', script, module, path], {
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
    });
    const told = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        told[stream] += text;
      });
    child.once('error', reject);
    child.once('close', (code, ended) => resolve({ ...told, ending: ended ?? `exit code ${code}` }));
  });
}
