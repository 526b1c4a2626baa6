import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { FAMILIES } from '../../lib/metrics/render.ts';

const FOLDER = join(import.meta.dirname, '../../docs/integrations');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

const gridSchema = z.object({ x: z.int(), y: z.int(), w: z.int().max(24), h: z.int() });
const dashboardSchema = z.object({
  __inputs: z.tuple([z.object({ name: z.literal('DS_PROMETHEUS'), pluginId: z.literal('prometheus') })]),
  /** Grafana gives an id of its own to what is imported. */
  id: z.null(),
  uid: z.string(),
  title: z.string(),
  schemaVersion: z.int(),
  templating: z.object({ list: z.array(z.object({ name: z.string(), definition: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.int(),
      type: z.string(),
      title: z.string(),
      gridPos: gridSchema,
      targets: z
        .array(
          z.object({
            refId: z.string(),
            expr: z.string(),
            // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills it in
            datasource: z.object({ uid: z.literal('${DS_PROMETHEUS}') }),
          }),
        )
        .optional(),
    }),
  ),
});

const KNOWN = new Map(FAMILIES.map(({ name, labels }) => [name, labels]));

/** What of an expression /metrics does not have: names, and labels of names. */
function strangers(expression: string): string[] {
  const used = [...expression.matchAll(/\b((?:dhcp|pairwatch)_\w+)(?:\{([^}]*)\})?/g)];
  return used.flatMap(([, name = '', selectors = '']) => {
    const labels = KNOWN.get(name);
    if (labels === undefined) return [name];
    const asked = [...selectors.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
    return asked.filter((label) => !labels.includes(label)).map((label) => `${name}{${label}}`);
  });
}

describe('the Grafana dashboard', () => {
  const dashboard = dashboardSchema.parse(JSON.parse(read('grafana-dashboard.json')));
  const targets = dashboard.panels.flatMap((panel) => panel.targets ?? []);

  it('asks only for metrics and labels there are', () => {
    expect(targets.length).toBeGreaterThan(15);
    const asked = [
      ...targets.map(({ expr }) => expr),
      ...dashboard.templating.list.map(({ definition }) => definition),
    ];
    expect(asked.flatMap(strangers)).toEqual([]);
  });

  it('has panels with an id of their own that do not lie over each other', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

describe('the rules for Prometheus', () => {
  const rulesSchema = z.object({
    groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
  });

  it('ask only for metrics and labels there are', () => {
    const { groups } = rulesSchema.parse(parse(read('prometheus-rules.yml')));
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.flatMap(({ expr }) => strangers(expr))).toEqual([]);
  });

  it.skipIf(!existsSync('/usr/bin/promtool')).each([
    ['check', 'prometheus-rules.yml'],
    ['test', 'prometheus-rules.test.yml'],
  ])('pass promtool %s rules', (verb, file) => {
    const { status, stdout, stderr } = spawnSync('/usr/bin/promtool', [verb, 'rules', join(FOLDER, file)], {
      encoding: 'utf8',
    });
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});
