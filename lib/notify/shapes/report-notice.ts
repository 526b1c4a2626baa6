import type { ReportMessage } from './message-groups.ts';
import { type Notice, OURSELVES } from './notice.ts';
import { plain } from './text.ts';
import { span } from './times.ts';

/** No reader of a mail wants more than the first lines: the rest is in the report. */
const MOST_SENTENCES = 20;

export function reportNotice({ data }: ReportMessage): Notice {
  const { pair, title, period, profile, summary, paths } = data;
  const ofPair = title === null ? pair : `${title} (${pair})`;
  return {
    tone: 'info',
    mark: '▤',
    status: 'report',
    about: pair === null ? OURSELVES : plain(pair),
    sentence: plain(data.sentence),
    nextStep: null,
    facts: [
      { name: 'Pair', value: plain(ofPair ?? 'all pairs') },
      {
        name: 'Period',
        value: `${span(period.from, period.until)}, by ${plain(period.zone)}`,
      },
      { name: 'Made for', value: profile },
      { name: 'Path', value: plain(paths.pdf) },
    ],
    list: {
      heading: 'Summary',
      lines: summary.slice(0, MOST_SENTENCES).map(plain),
      total: summary.length,
    },
    reason: null,
  };
}
