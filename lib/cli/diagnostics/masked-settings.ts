import { stringify } from 'yaml';
import { parseSettingsDocument } from '../../settings/document.ts';

/** Keys whose text is known to be no secret. Of any other nothing but env:NAME and file:PATH is shown. */
const SHOWN: readonly string[] = [
  'algorithm',
  'allow',
  'content-type',
  'data',
  'days',
  'fingerprint',
  'finding',
  'format',
  'host',
  'journal',
  'kind',
  'kinds',
  'level',
  'listen',
  'name',
  'ntp',
  'pair',
  'pairs',
  'path',
  'peer',
  'pool',
  'role',
  'security',
  'severities',
  'title',
  'zone',
];
const HIDDEN = '(withheld)';
/** A time, a span of it or a day. */
const PLAIN = /^\d+(?:ms|[smhdwy])$|^\d\d:\d\d$|^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/;
const REFERENCE = /^(?:env:\s*[A-Z][A-Z0-9_]*|file:\s*[\w./~@+-]+)$/;

/**
 * The settings with every text left out that is not known to be harmless by the key it stands under: a secret under a misspelled key
 * is left out as well. Addresses keep their host alone.
 */
export function maskedSettings(text: string): string {
  const document = parseSettingsDocument(text);
  if ('problems' in document)
    return '# It is no YAML, so nothing of it is shown: pairwatch check says where.\n';
  return stringify(masked(document.value, ''));
}

function masked(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((each) => masked(each, key));
  if (typeof value === 'string') return maskedText(value, key);
  if (typeof value === 'number') return SECRET_NUMBER.test(key) ? HIDDEN : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, masked(each, inner)]));
}

/** YAML makes a number of a password of digits. */
const SECRET_NUMBER = /pass|secret|key|token|auth/i;

function maskedText(text: string, key: string): string {
  if (REFERENCE.test(text) || PLAIN.test(text)) return text;
  if (SHOWN.includes(key)) return text;
  if ((key === 'url' || key === 'proxy') && URL.canParse(text)) return `${new URL(text).host} ${HIDDEN}`;
  return HIDDEN;
}
