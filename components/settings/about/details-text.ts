import type { AboutGroup } from './about-row.ts';

/** All figures as lines of text, to be put into a report. Holds no names of pairs or servers. */
export function detailsText(groups: readonly AboutGroup[], now: string): string {
  return [
    `Pairwatch at ${now}`,
    ...groups.flatMap(({ title, rows }) => [
      '',
      title,
      ...rows.map(({ name, value, level }) => {
        const mark = level === 'warn' || level === 'bad' || level === 'unknown' ? ` [${level}]` : '';
        return `  ${name}: ${value}${mark}`;
      }),
    ]),
  ].join('\n');
}
