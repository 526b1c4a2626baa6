import type { Message } from '../../contracts/message.ts';
import { alertNotice } from './alert-notice.ts';
import { incidentNotice } from './incident-notice.ts';
import { type Notice, OURSELVES } from './notice.ts';
import { reportNotice } from './report-notice.ts';
import { plain } from './text.ts';
import { verdictNotice } from './verdict-notice.ts';

/** Puts a message into words. */
export function noticeOf(message: Message): Notice {
  switch (message.type) {
    case 'incident.opened':
    case 'incident.updated':
    case 'incident.reopened':
    case 'incident.acknowledged':
    case 'incident.resolved':
      return incidentNotice(message);
    case 'alert.firing':
    case 'alert.updated':
    case 'alert.resolved':
      return alertNotice(message);
    case 'pair.verdict_changed':
      return verdictNotice(message);
    case 'report.ready':
      return reportNotice(message);
    case 'test':
      return {
        tone: 'info',
        mark: '✓',
        status: 'test',
        about: OURSELVES,
        sentence: plain(message.data.sentence),
        nextStep: null,
        facts: [{ name: 'Sent by', value: plain(message.data.by) }],
        list: null,
        reason: null,
      };
  }
}
