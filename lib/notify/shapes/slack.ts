import type { Message } from '../../contracts/message.ts';
import { type Fact, lineOf, linesOf, type Notice, titleOf } from './notice.ts';
import { noticeOf } from './notice-of.ts';
import { cut } from './text.ts';
import { moment } from './times.ts';

/**
 * Slack refuses a header over 150 characters, a section's text over 3,000, a field over 2,000, more than 10 fields a section, and,
 * though it documents no sum, a message with more than about 12,000 characters in all its blocks. These stay below all of them.
 */
const LONGEST = { header: 150, sentence: 2000, nextStep: 2000, fact: 300, line: 300, context: 300 };
const MOST_ALERTS = 10;
/** A fact takes two fields of a section, which may have ten. */
const FACTS_A_SECTION = 5;

/**
 * The body for an incoming webhook: blocks, and one line for notifications. What comes from outside goes into `plain_text`, where
 * Slack looks for no mentions, links or formatting; `&`, `<` and `>` are escaped everywhere, as Slack asks.
 */
export function slackBody(message: Message): object {
  const notice = noticeOf(message);
  return {
    text: cut(lineOf(notice), LONGEST.sentence, escapeSlack),
    blocks: [
      { type: 'header', text: plainText(titleOf(notice), LONGEST.header) },
      section(notice.sentence, LONGEST.sentence),
      ...(notice.nextStep === null ? [] : [section(`What to do: ${notice.nextStep}`, LONGEST.nextStep)]),
      ...factSections(notice.facts),
      ...listSections(notice),
      { type: 'context', elements: contextOf(notice, message.timestamp) },
    ],
  };
}

function factSections(facts: readonly Fact[]): object[] {
  const count = Math.ceil(facts.length / FACTS_A_SECTION);
  return Array.from({ length: count }, (_, index) => ({
    type: 'section',
    fields: facts
      .slice(index * FACTS_A_SECTION, (index + 1) * FACTS_A_SECTION)
      .flatMap(({ name, value }) => [label(name), plainText(value, LONGEST.fact)]),
  }));
}

function listSections({ list }: Notice): object[] {
  if (list === null || list.total === 0) return [];
  const lines = linesOf(list, MOST_ALERTS).map((line) => section(line, LONGEST.line));
  return [{ type: 'section', text: label(list.heading) }, ...lines];
}

function contextOf({ reason }: Notice, timestamp: string): object[] {
  const texts = [...(reason === null ? [] : [`Told because: ${reason}`]), `Pairwatch, ${moment(timestamp)}`];
  return texts.map((text) => plainText(text, LONGEST.context));
}

const section = (text: string, longest: number) => ({ type: 'section', text: plainText(text, longest) });

const plainText = (text: string, longest: number) => ({
  type: 'plain_text',
  text: cut(text, longest, escapeSlack),
  emoji: false,
});

/** Our own words in bold. */
const label = (words: string) => ({ type: 'mrkdwn', text: `*${words}*` });

function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
