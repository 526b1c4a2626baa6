import type { Message, MessageType } from '../contracts/message.ts';
import { sampleOf } from '../contracts/message-samples.ts';

/** Name of the pair that tests are about: nobody takes it for one of theirs. */
const PAIR = 'test';
const NO_ID = 0;

/**
 * What a test of one type of message says: as the real one would look, but of a pair that is not there, with words that say
 * it is a test. `sentence` are those words.
 */
export function testData(type: MessageType, sentence: string, by: string): Message['data'] {
  // Of any type: by its type alone TypeScript would take it for all of them at once.
  const sample: Message = sampleOf(type);
  switch (sample.type) {
    case 'test':
      return { sentence, by };
    case 'report.ready':
      return { ...sample.data, id: NO_ID, pair: PAIR, title: null, sentence, summary: [sentence] };
    case 'pair.verdict_changed':
      return { ...sample.data, pair: PAIR, title: null, sentence, nextStep: null };
    case 'alert.firing':
    case 'alert.updated':
    case 'alert.resolved':
      return testAlert(sample.data, sentence);
    default:
      return {
        ...sample.data,
        id: NO_ID,
        pair: PAIR,
        title: null,
        sentence,
        nextStep: null,
        firstSymptom: { ...sample.data.firstSymptom, sentence },
        alerts: sample.data.alerts.map((alert) => testAlert(alert, sentence)),
        reason: sentence,
      };
  }
}

type AlertData = Extract<Message, { type: 'alert.firing' }>['data'];

function testAlert(alert: AlertData, sentence: string): AlertData {
  const why = { ...alert.why, sentence, nextStep: null, evidence: [] };
  return { ...alert, id: NO_ID, pair: PAIR, why, incidentId: null };
}
