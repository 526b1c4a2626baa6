import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  contrast,
  distance,
  fromOklch,
  type LinearRgb,
  seenByDeuteranope,
  seenByProtanope,
} from './testing/colour.ts';

const THEMES = ['light', 'dark'] as const;
const GROUNDS = ['ground', 'surface', 'sunken'];
const TEXTS = ['ink', 'muted', 'faint'];
const SERVERS = ['server-a', 'server-b'];
const VERDICTS = ['healthy', 'degraded', 'recovering', 'dangerous', 'down', 'unknown'];

const tokens = readTokens(readFileSync(resolve(import.meta.dirname, 'globals.css'), 'utf8'));

/** `--name: light-dark(oklch(L C h), oklch(L C h));` by name and theme. */
function readTokens(css: string): Map<string, LinearRgb> {
  const found = new Map<string, LinearRgb>();
  const pattern = /--([a-z-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);/g;
  for (const [, name, light = '', dark = ''] of css.matchAll(pattern)) {
    found.set(`${name} light`, parse(light));
    found.set(`${name} dark`, parse(dark));
  }
  return found;
}

function parse(text: string): LinearRgb {
  const [lightness = Number.NaN, chroma = Number.NaN, hue = Number.NaN] = text.split(' ').map(Number);
  return fromOklch(lightness, chroma, hue);
}

function token(name: string, theme: string): LinearRgb {
  const found = tokens.get(`${name} ${theme}`);
  if (!found) throw new Error(`globals.css has no --${name} of the form light-dark(oklch(…), oklch(…))`);
  return found;
}

describe.each(THEMES)('the colours of the %s theme', (theme) => {
  it.each(TEXTS.concat(VERDICTS))('let %s be read as text on every ground', (name) => {
    for (const ground of GROUNDS) {
      const ratio = contrast(token(name, theme), token(ground, theme));
      expect(ratio, `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(SERVERS)('let the line of %s be seen on every ground, and be told from each verdict', (name) => {
    for (const ground of GROUNDS)
      expect(contrast(token(name, theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(3);
    for (const verdict of VERDICTS.filter((each) => each !== 'unknown'))
      expect(distance(token(name, theme), token(verdict, theme)), verdict).toBeGreaterThan(0.035);
  });

  it.each(VERDICTS)('show %s on every screen', (name) => {
    for (const channel of token(name, theme)) {
      expect(channel).toBeGreaterThan(-0.005);
      expect(channel).toBeLessThan(1.005);
    }
  });

  it('keep coloured verdicts apart, also for who cannot tell red from green', () => {
    const coloured = VERDICTS.filter((name) => name !== 'unknown'); // grey by purpose, and dashed
    const near = coloured.flatMap((a, index) =>
      coloured.slice(index + 1).flatMap((b) =>
        [(colour: LinearRgb) => colour, seenByDeuteranope, seenByProtanope]
          .map((seen) => distance(seen(token(a, theme)), seen(token(b, theme))))
          .filter((apart) => apart < 0.035)
          .map((apart) => `${a} and ${b}: ${apart.toFixed(3)}`),
      ),
    );
    expect(near).toEqual([]);
  });

  it('keep the lightness of the verdicts together, so that none shouts by brightness alone', () => {
    const grey = token('unknown', theme);
    for (const name of VERDICTS) expect(contrast(token(name, theme), grey)).toBeLessThan(1.35);
  });
});
