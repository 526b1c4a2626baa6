// Brings a lab up around one stage, runs the stage in the monitor's namespace, takes the lab down.
import { spawnSync } from 'node:child_process';

/**
 * `run` gets what its stage needs to run beside the real pair: a command to put in front and an environment. `name` is the
 * lab's, `upOptions` are those of its `up`.
 */
export async function withLab(run, { name = 'test', upOptions = [] } = {}) {
  const env = { PAIRWATCH_LAB: name };
  verb(['up', ...upOptions], env);
  try {
    return await run({ wrap: ['ip', 'netns', 'exec', `pw-${name}-monitor`], env });
  } finally {
    verb(['down'], env);
  }
}

function verb(args, env) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'e2e/lab/main.ts', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  // A stage in a lab that is not up fails by itself and is counted then.
  if (status !== 0) process.stdout.write(`lab ${args.join(' ')} ended with ${status}\n`);
}
