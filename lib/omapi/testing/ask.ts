/**
 * Run as a program inside a network namespace: reads a list of questions from standard input, asks them in order with
 * one client, and prints the list of answers. Both are JSON.
 */
import { text } from 'node:stream/consumers';
import { OmapiClient, type OmapiClientOptions } from '../client.ts';
import { OmapiError } from '../errors.ts';

export type Questions = {
  options: OmapiClientOptions;
  questions: ({ ping: true } | { peer: string } | { address: string })[];
};

export type Answer = { value: unknown } | { kind: string; message: string };

async function answerTo(client: OmapiClient, question: Questions['questions'][number]): Promise<unknown> {
  if ('ping' in question) return client.ping();
  if ('address' in question) return client.poolCounters(question.address);
  return client.failoverState(question.peer);
}

// Written by the test that started this program.
const { options, questions } = JSON.parse(await text(process.stdin)) as Questions;
const client = new OmapiClient(options);
const answers: Answer[] = [];
for (const question of questions) {
  try {
    answers.push({ value: await answerTo(client, question) });
  } catch (error) {
    if (!(error instanceof OmapiError)) throw error;
    answers.push({ kind: error.kind, message: error.message });
  }
}
client.close();
process.stdout.write(JSON.stringify(answers));
