import { EMAIL_LONGEST, EMAIL_MOST_LINES } from './email-text.ts';
import { type Fact, linesOf, type Notice, type NoticeList, type Tone, titleOf } from './notice.ts';
import { cut, escapeHtml } from './text.ts';
import { moment } from './times.ts';

/** Of the bar beside the title: at least 3:1 on white. */
const COLOURS: Readonly<Record<Tone, string>> = {
  critical: '#c62828',
  warning: '#a35a00',
  info: '#4a6785',
  good: '#2e7d32',
};

/** The same mail for those who read HTML. Styles stand in each element, since mail programs drop style sheets. */
export function emailHtml(notice: Notice, timestamp: string): string {
  const { tone, sentence, nextStep, facts, list, reason } = notice;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Pairwatch</title></head>',
    '<body style="margin:16px;font:15px/1.5 sans-serif;color:#1c1c1c;background:#ffffff">',
    `<div style="border-left:4px solid ${COLOURS[tone]};padding-left:12px">`,
    `<p style="margin:0;font-weight:bold">${shown(titleOf(notice), EMAIL_LONGEST.line)}</p>`,
    `<p style="margin:4px 0 0">${shown(sentence, EMAIL_LONGEST.text)}</p>`,
    '</div>',
    ...(nextStep === null ? [] : [paragraph(`<b>What to do:</b> ${shown(nextStep, EMAIL_LONGEST.text)}`)]),
    ...factTable(facts),
    ...(list === null || list.total === 0 ? [] : listOf(list)),
    ...(reason === null ? [] : [paragraph(`Told because: ${shown(reason, EMAIL_LONGEST.line)}`)]),
    `<p style="color:#5c5c5c;font-size:13px">Pairwatch, ${moment(timestamp)}</p>`,
    '</body></html>',
    '',
  ].join('\n');
}

function factTable(facts: readonly Fact[]): string[] {
  const rows = facts.map(
    ({ name, value }) =>
      `<tr><th style="text-align:left;vertical-align:top;padding:2px 12px 2px 0">${name}</th>` +
      `<td style="padding:2px 0">${shown(value, EMAIL_LONGEST.line)}</td></tr>`,
  );
  return ['<table style="border-collapse:collapse;margin:12px 0">', ...rows, '</table>'];
}

function listOf(list: NoticeList): string[] {
  const items = linesOf(list, EMAIL_MOST_LINES).map((line) => `<li>${shown(line, EMAIL_LONGEST.line)}</li>`);
  return [paragraph(`<b>${list.heading}</b>`), '<ul style="padding-left:20px">', ...items, '</ul>'];
}

const paragraph = (html: string): string => `<p>${html}</p>`;

/** What comes from outside. */
const shown = (text: string, longest: number): string => escapeHtml(cut(text, longest));
