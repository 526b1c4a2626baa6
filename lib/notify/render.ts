import type { Message } from '../contracts/message.ts';
import type { HttpChannel } from './endpoint.ts';
import { alertmanagerBody } from './shapes/alertmanager.ts';
import { pagerdutyBody } from './shapes/pagerduty.ts';
import { slackBody } from './shapes/slack.ts';
import { teamsBody } from './shapes/teams.ts';
import { templateBody } from './shapes/template.ts';

/** What is sent of a message: the same at each try. */
export type Rendered = { body: string; contentType: string };

/** The format of an endpoint, as far as it says how a message looks there. */
export type Format = Pick<HttpChannel, 'kind' | 'routingKey' | 'template'>;

/**
 * A message as an endpoint wants it. Never throws, except with a template that `checkTemplate` refuses.
 * `endpoint` is its name.
 */
export function render(message: Message, format: Format, endpoint: string): Rendered {
  switch (format.kind) {
    case 'standard':
      return json(message);
    case 'slack':
      return json(slackBody(message));
    case 'teams':
      return json(teamsBody(message));
    case 'pagerduty':
      // The settings ask for a key; without one PagerDuty's answer says what is missing.
      return json(pagerdutyBody(message, format.routingKey ?? ''));
    case 'alertmanager':
      return json(alertmanagerBody(message, endpoint));
    case 'template':
      // The settings ask for a template; without one the message goes as it is.
      if (format.template === null) return json(message);
      return {
        body: templateBody(message, endpoint, format.template),
        contentType: format.template.contentType,
      };
  }
}

function json(body: object): Rendered {
  return { body: JSON.stringify(body), contentType: 'application/json' };
}
