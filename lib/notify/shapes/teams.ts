import type { Message } from '../../contracts/message.ts';
import { type Fact, lineOf, linesOf, type Notice, type Tone, titleOf } from './notice.ts';
import { noticeOf } from './notice-of.ts';
import { cut } from './text.ts';
import { moment } from './times.ts';

/** Teams refuses a message over 28 KB, by a count of its own that comes out higher than the bytes sent. */
const LARGEST_BYTES = 20_000;
const LONGEST = { title: 150, sentence: 1000, nextStep: 1000, fact: 200, line: 200, reason: 200 };
/** Tried in turn until the card is small enough; without any it always is. */
const ALERT_COUNTS = [20, 10, 5, 0];

/** How a container of an Adaptive Card is tinted. */
const STYLES: Readonly<Record<Tone, string>> = {
  critical: 'attention',
  warning: 'warning',
  info: 'accent',
  good: 'good',
};

/**
 * An Adaptive Card 1.4 in the envelope that a Teams workflow takes ("When a Teams webhook request is received"). All texts are
 * TextRuns, which know no Markdown: a name can't become a link.
 */
export function teamsBody(message: Message): object {
  const notice = noticeOf(message);
  let card = {};
  for (const count of ALERT_COUNTS) {
    card = envelope(notice, count, message.timestamp);
    if (Buffer.byteLength(JSON.stringify(card)) <= LARGEST_BYTES) break;
  }
  return card;
}

function envelope(notice: Notice, alertCount: number, timestamp: string): object {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: cut(lineOf(notice), LONGEST.title),
          msteams: { width: 'Full' },
          body: cardBody(notice, alertCount, timestamp),
        },
      },
    ],
  };
}

function cardBody(notice: Notice, alertCount: number, timestamp: string): object[] {
  const { sentence, nextStep, list, reason } = notice;
  return [
    {
      type: 'Container',
      style: STYLES[notice.tone],
      bleed: true,
      items: [
        block([{ text: cut(titleOf(notice), LONGEST.title), size: 'Large', weight: 'Bolder' }]),
        block([{ text: cut(sentence, LONGEST.sentence) }]),
      ],
    },
    ...(nextStep === null ? [] : [fact({ name: 'What to do', value: nextStep }, LONGEST.nextStep)]),
    ...notice.facts.map((each) => fact(each, LONGEST.fact)),
    ...(list === null || list.total === 0
      ? []
      : [
          block([{ text: list.heading, weight: 'Bolder' }]),
          ...linesOf(list, alertCount).map((line) => block([{ text: cut(line, LONGEST.line) }])),
        ]),
    ...(reason === null ? [] : [fact({ name: 'Told because', value: reason }, LONGEST.reason)]),
    block([{ text: `Pairwatch, ${moment(timestamp)}`, isSubtle: true, size: 'Small' }]),
  ];
}

type TextRun = { text: string; size?: string; weight?: string; isSubtle?: boolean };

const block = (runs: TextRun[]) => ({
  type: 'RichTextBlock',
  inlines: runs.map((run) => ({ type: 'TextRun', ...run })),
});

const fact = ({ name, value }: Fact, longest: number) =>
  block([{ text: `${name}: `, weight: 'Bolder' }, { text: cut(value, longest) }]);
