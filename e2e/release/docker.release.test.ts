import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Image, readDockerfile, type Step } from './dockerfile.ts';
import { asUser, type EmptyFolder, folderWithArchive, PAGES, readProjectFile } from './installation.ts';
import { eventually, run, start, stopAll } from './process.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

let images: Image[];
let context: EmptyFolder;
let layers: string;
beforeAll(async () => {
  images = readDockerfile(await readProjectFile('packaging/docker/Dockerfile'));
  context = await folderWithArchive(0);
  layers = await mkdtemp(join(tmpdir(), 'pairwatch-image-'));
});
afterEach(stopAll);
afterAll(async () => {
  await context.remove();
  await rm(layers, { recursive: true, force: true });
});

it('makes an image by the steps of the Dockerfile that runs with nothing to write to but its volume', async () => {
  for (const image of images) {
    await layBase(rootOf(image.name));
    for (const step of image.steps) await carryOut(step, image);
  }
  const image = images.at(-1);
  if (!image) throw new Error('the Dockerfile has no FROM');
  expect(image).toMatchObject({ user: 8067, volume: '/var/lib/pairwatch' });

  const product = start(inside(image, image.command));
  await product.said('8067');
  const healthy = () =>
    run(inside(image, image.healthCheck)).then(
      () => true,
      () => null,
    );
  expect(await eventually(healthy)).toBe(true);
  expect((await fetch(`${PAGES}/api/health`)).status).toBe(200);
  const { how, tookMs } = await product.stop();
  console.log(`the image became healthy, and stopped within ${tookMs} ms`);
  expect(how, product.output()).toBe(0);
  await expect(run(inside(image, image.healthCheck))).rejects.toThrow();
});

const rootOf = (image: string) => join(layers, image);

/** In place of the base image: folders of its own, and below, this machine's programs, read-only. */
async function layBase(root: string): Promise<void> {
  for (const name of ['dev', 'etc', 'opt', 'proc', 'tmp', 'usr', 'var/lib'])
    await mkdir(join(root, name), { recursive: true });
  for (const name of ['bin', 'lib', 'lib64', 'sbin']) await symlink(`usr/${name}`, join(root, name));
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  await writeFile(join(root, 'etc/group'), 'root:x:0:\n');
  await writeFile(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
}

async function carryOut(step: Step, image: Image): Promise<void> {
  const root = rootOf(image.name);
  if (step.kind === 'run') {
    await run([
      'unshare',
      '--mount',
      'sh',
      '-ec',
      `${machine(root)}\nexec chroot "$1" /bin/sh -ec "$2"`,
      'sh',
      root,
      step.command,
    ]);
    return;
  }
  const to = join(root, step.to);
  if (step.from !== null) {
    await cp(join(rootOf(step.from), step.source), to, { recursive: true, verbatimSymlinks: true });
    return;
  }
  const names = (await readdir(context.path)).filter((name) => matches(name, step.source));
  expect(names, `${step.source} beside the Dockerfile`).not.toEqual([]);
  for (const name of names) await cp(join(context.path, name), resolve(to, name));
}

/** Whether a name is meant by a pattern with one `*`. */
function matches(name: string, pattern: string): boolean {
  const [before = '', after = ''] = pattern.split('*');
  return name.startsWith(before) && name.endsWith(after);
}

/** Shell lines that lay this machine's programs and devices into a root. */
const machine = (root: string) => `
mount --rbind /usr ${root}/usr && mount -o remount,bind,ro ${root}/usr
mount --rbind /dev ${root}/dev
mount --rbind /proc ${root}/proc`;

/** A command in the image as `docker run --read-only --tmpfs /tmp --cap-drop ALL -v …` would run it. */
function inside(image: Image, command: readonly string[]): string[] {
  const root = rootOf(image.name);
  const mounts = `
mount --bind ${root} ${root}
mount --bind ${root}${image.volume} ${root}${image.volume}
${machine(root)}
mount -o remount,bind,ro ${root}
mount -t tmpfs tmpfs ${root}/tmp`;
  const env = Object.entries({ PATH, ...image.env }).map(([name, value]) => `${name}=${value}`);
  const shell = `${mounts}\nexec chroot ${root} "$@"`;
  const asItsUser = [...asUser(image.user), 'env', '-i', '-C', image.workingFolder, ...env, ...command];
  return ['unshare', '--mount', 'sh', '-ec', shell, 'sh', ...asItsUser];
}
