import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What a service's public documentation asks of a body, written down in schemas/. */
export type RecordedSchema = 'slack' | 'teams' | 'pagerduty' | 'alertmanager';

/** A checker of JSON against JSON Schemas, which knows the one format that is used. */
export function schemaChecker(): Ajv2020 {
  const isTime = (text: string) => /^\d{4}-\d\d-\d\dT.*Z$/.test(text) && !Number.isNaN(Date.parse(text));
  return new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    formats: { 'date-time': isTime },
  });
}

const validators = new Map(
  (['slack', 'teams', 'pagerduty', 'alertmanager'] as const).map((name) => {
    const text = readFileSync(join(import.meta.dirname, `schemas/${name}.json`), 'utf8');
    return [name, schemaChecker().compile(JSON.parse(text))];
  }),
);

/** Where a body is not as documented, each fault in a line; empty when it is. */
export function faultsOf(name: RecordedSchema, body: unknown): string[] {
  const validate = validators.get(name);
  if (!validate) throw new Error(`no recorded schema of ${name}`);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
