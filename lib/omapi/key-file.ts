import { checkKey, type OmapiAlgorithm, type OmapiKey, parseAlgorithm } from './codec/hmac.ts';
import { OmapiError } from './errors.ts';

/** The algorithm every dhcpd can do, whatever its age (reference 1.5). */
const DEFAULT_ALGORITHM: OmapiAlgorithm = 'hmac-md5';

type WantedKey = { name?: string | undefined; algorithm?: OmapiAlgorithm | undefined };

type Block = { name: string; algorithm: string | undefined; secret: string | undefined };

/**
 * The key in the text of a file that holds either the bare base64 secret or `key NAME { algorithm …; secret …; }`
 * blocks as dhcpd.conf and named have them. A bare secret needs `name`; among several blocks `name` chooses; an
 * `algorithm` given here outweighs the file's. Throws `key-malformed`; no text of the file is quoted but key names.
 */
export function readKeyFile(text: string, wanted: WantedKey): OmapiKey {
  const blocks = keyBlocks(text);
  const key =
    blocks.length > 0 ? keyOfBlock(chooseBlock(blocks, wanted.name), wanted) : bareKey(text, wanted);
  checkKey(key);
  return key;
}

function bareKey(text: string, { name, algorithm }: WantedKey): OmapiKey {
  if (name === undefined) {
    throw malformed('The key file has no `key NAME { … }` block, so the key’s name must be given beside it.');
  }
  return { name, algorithm: algorithm ?? DEFAULT_ALGORITHM, secret: text.trim() };
}

function chooseBlock(blocks: Block[], name: string | undefined): Block {
  // dhcpd looks key names up without regard to case (reference 1.5).
  const matching =
    name === undefined ? blocks : blocks.filter((b) => b.name.toLowerCase() === name.toLowerCase());
  const [block, another] = matching;
  const found = blocks.map((b) => `"${b.name}"`).join(', ');
  if (!block) throw malformed(`The key file declares ${found}, not "${name}".`);
  if (another) throw malformed(`The key file declares ${found}; say which one by its name.`);
  return block;
}

function keyOfBlock(block: Block, { algorithm }: WantedKey): OmapiKey {
  if (block.secret === undefined)
    throw malformed(`The key "${block.name}" of the key file has no \`secret\`.`);
  const declared = block.algorithm === undefined ? DEFAULT_ALGORITHM : parseAlgorithm(block.algorithm);
  const used = algorithm ?? declared;
  if (!used) {
    throw malformed(
      `The key "${block.name}" of the key file has an algorithm dhcpd cannot use here: ${block.algorithm}.`,
    );
  }
  return { name: block.name, algorithm: used, secret: block.secret };
}

/** Every `key NAME { … }` of the text; all else is passed over. */
function keyBlocks(text: string): Block[] {
  const words = tokens(text);
  const blocks: Block[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const name = words[at + 1];
    if (words[at]?.toLowerCase() !== 'key' || name === undefined || words[at + 2] !== '{') continue;
    const end = words.indexOf('}', at + 3);
    const inside = words.slice(at + 3, end === -1 ? undefined : end);
    blocks.push({ name, algorithm: settingOf(inside, 'algorithm'), secret: settingOf(inside, 'secret') });
    at += 2 + inside.length;
  }
  return blocks;
}

function settingOf(words: string[], keyword: string): string | undefined {
  const at = words.findIndex((word) => word.toLowerCase() === keyword);
  const value = at === -1 ? undefined : words[at + 1];
  return value === ';' ? undefined : value;
}

// A secret may hold `//`, so named's line comment is one only when a blank follows it.
const TOKEN = /#[^\n]*|\/\/(?=\s)[^\n]*|\/\*[\s\S]*?\*\/|"([^"]*)"|([{};]|[^\s{};"]+)/g;

function tokens(text: string): string[] {
  return [...text.matchAll(TOKEN)]
    .map(([, quoted, bare]) => quoted ?? bare)
    .filter((word) => word !== undefined);
}

function malformed(message: string): OmapiError {
  return new OmapiError('key-malformed', message);
}
