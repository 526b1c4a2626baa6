import { describe, expect, it } from 'vitest';
import { checkTemplate } from './check-template.ts';

function fault(body: string, contentType = 'application/json'): string | null {
  return checkTemplate({ contentType, body });
}

it.each([
  ['application/json', '{"text": "[{{status}}] {{about}}: {{sentence}}"}'],
  ['application/json', '{"type": "{{type}}", "id": {{{data.id}}}, "ack": {{{data.acknowledgement}}}}'],
  ['application/json', '{{{data}}}'],
  ['application/json', '{"team": "{{data.labels.team}}", "floor": "{{data.labels.floor}}"}'],
  ['text/plain', '{{about}}{{#data.alerts}}\n- {{why.sentence}}{{/data.alerts}}'],
  ['text/plain', '{{=<% %>=}}<% sentence %> {{sentence}}'],
  ['text/plain', 'no names at all'],
  ['text/html; charset=utf-8', '<p>{{sentence}}</p>'],
])('finds nothing wrong with %s %s', (contentType, body) => {
  expect(fault(body, contentType)).toBeNull();
});

describe('tells', () => {
  it.each([
    ['{"text":\n "{{sentence"}', 'line 2, column 3: a {{ is not closed by }}'],
    ['{{#data.alerts}}x', 'line 1, column 18: {{#data.alerts}} must end by {{/data.alerts}} before here'],
    ['x\n{{/data}}', 'line 2, column 1: {{/data}} ends what no {{#data}} began'],
    ['{{> header}}', 'line 1, column 1: {{> … }} would take in another template, and there is none'],
  ])('where %j can not be read', (body, told) => {
    expect(fault(body, 'text/plain')).toBe(told);
  });

  it('a name that no message has, and where it stands', () => {
    expect(fault('Hello,\n{{data.sentense}}', 'text/plain')).toBe(
      'line 2, column 3: no message has "data.sentense"; docs/webhooks.md shows what each has',
    );
  });

  it('a content type that it can write no values for', () => {
    expect(fault('x', 'application/xml')).toBe(
      'content type "application/xml" is not known to templates; use application/json, text/plain, text/html',
    );
  });

  it('JSON that is broken for every message', () => {
    expect(fault('{"text": {{sentence}}}')).toMatch(
      /^for incident.opened it gives no valid JSON: .*Put \{\{name\}\}/,
    );
  });

  it('JSON that breaks only where a value is missing', () => {
    expect(fault('{"title": "{{data.title}}", "id": {{data.id}}}')).toMatch(
      /^for pair.verdict_changed it gives no valid JSON: .*"id": \}.*\. Put \{\{name\}\} between quotes/,
    );
    expect(
      fault('{"x": "", {{#data.resolvedAt}}"over": {{{data.incidentId}}}{{/data.resolvedAt}}}'),
    ).toContain('no valid JSON');
  });

  it('JSON that breaks only at a text with quotes', () => {
    expect(fault('{"text": "{{{sentence}}}"}')).toMatch(
      /^for incident.opened with quotes in its texts it gives no valid JSON/,
    );
  });
});
