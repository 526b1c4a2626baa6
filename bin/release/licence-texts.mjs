import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceOf } from './bill-of-materials.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl)([-.].*)?$/i;

/** All packages of a bill of materials with the licence files they bring, each text once. */
export function licenceTexts(root, bill) {
  const folders = foldersByPackage(root);
  const packagesByText = new Map();
  for (const component of bill.components) {
    const title = `${component.name} ${component.version} (${licenceOf(component) ?? 'no licence told'})`;
    const text =
      textOf(folders, component) ?? `No text comes with it. Its own word: ${licenceOf(component)}.`;
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), title]);
  }
  const parts = [...packagesByText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`);
  return `Pairwatch is under the licence in LICENSE. What comes with it, or in its pages, is by others:\n\n${parts.join(`\n${'─'.repeat(80)}\n\n`)}`;
}

/** `NAME@VERSION` → where it is installed: two versions of one package lie in different places. */
function foldersByPackage(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return new Map(
    Object.entries(packages).map(([path, { version }]) => [
      `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`,
      join(root, path),
    ]),
  );
}

function textOf(folders, { name, version }) {
  const folder = folders.get(`${name}@${version}`);
  if (!folder || !existsSync(folder))
    throw new Error(`${name} ${version} is not installed, though npm lists it. Run \`npm ci\`.`);
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  if (files.length === 0) return null;
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
}
