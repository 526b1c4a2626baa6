import type { Message } from '../../contracts/message.ts';
import { lineOf, linesOf, type Notice, OURSELVES } from './notice.ts';
import { noticeOf } from './notice-of.ts';
import { cut, plain } from './text.ts';
import { threadOf } from './thread.ts';

/** PagerDuty refuses longer summaries, and bodies over 512 KB. */
const LONGEST = { summary: 1024, detail: 2000, line: 500, name: 255 };
const MOST_ALERTS = 20;

/**
 * An event for the Events API v2. All events of one incident, or of one alert, have one key, so that PagerDuty opens, acknowledges and
 * resolves one alert for it.
 */
export function pagerdutyBody(message: Message, routingKey: string): object {
  const notice = noticeOf(message);
  return {
    routing_key: routingKey,
    event_action: actionOf(message),
    dedup_key: threadOf(message),
    client: OURSELVES,
    payload: {
      summary: cut(lineOf(notice), LONGEST.summary),
      source: cut(sourceOf(message, notice), LONGEST.name),
      severity: severityOf(message),
      timestamp: message.timestamp,
      component: cut(notice.about, LONGEST.name),
      group: 'dhcp-failover',
      class: classOf(message),
      custom_details: detailsOf(notice),
    },
  };
}

function actionOf(message: Message): 'trigger' | 'acknowledge' | 'resolve' {
  switch (message.type) {
    case 'incident.acknowledged':
      return 'acknowledge';
    case 'incident.resolved':
    case 'alert.resolved':
    // Nobody is to be woken by a report.
    case 'report.ready':
      return 'resolve';
    case 'pair.verdict_changed':
      return message.data.verdict === 'healthy' ? 'resolve' : 'trigger';
    default:
      return 'trigger';
  }
}

/** Its fourth word, `error`, we have no use for. */
function severityOf(message: Message): 'critical' | 'warning' | 'info' {
  return 'severity' in message.data ? message.data.severity : 'info';
}

/** The server where there is one, as PagerDuty asks for a host name. */
function sourceOf(message: Message, notice: Notice): string {
  const server = 'subject' in message.data ? message.data.subject.server : null;
  return server === null ? notice.about : plain(server);
}

function classOf(message: Message): string {
  if ('rule' in message.data) return cut(plain(message.data.rule), LONGEST.name);
  if (message.type === 'test') return 'test';
  if (message.type === 'report.ready') return 'report';
  return message.type === 'pair.verdict_changed' ? 'verdict' : 'incident';
}

function detailsOf({ sentence, nextStep, facts, list, reason }: Notice): Record<string, string | string[]> {
  const details: Record<string, string | string[]> = { Sentence: cut(sentence, LONGEST.detail) };
  if (nextStep !== null) details['What to do'] = cut(nextStep, LONGEST.detail);
  for (const { name, value } of facts) details[name] = cut(value, LONGEST.detail);
  if (list !== null && list.total > 0) {
    details[list.heading] = linesOf(list, MOST_ALERTS).map((line) => cut(line, LONGEST.line));
  }
  if (reason !== null) details['Told because'] = cut(reason, LONGEST.detail);
  return details;
}
