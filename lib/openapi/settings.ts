import { z } from 'zod';
import {
  actSchema,
  endpointAnswerSchema,
  removalSchema,
  removedSchema,
  replayAnswerSchema,
  replaySchema,
  ruleAnswerSchema,
  ruleInputSchema,
  rulePlaceSchema,
  rulePreviewInputSchema,
  rulePreviewQuerySchema,
  ruleRemovalSchema,
  testAnswerSchema,
  testSchema,
} from '../contracts/action.ts';
import { auditExportSchema, auditListSchema, auditQuerySchema } from '../contracts/audit.ts';
import { endpointListSchema } from '../contracts/endpoint.ts';
import { endpointFilterInputSchema, endpointInputSchema } from '../contracts/endpoint-input.ts';
import {
  madeReportAnswerSchema,
  madeReportListSchema,
  madeReportQuerySchema,
  periodFileSchema,
  reportOrderSchema,
  reportScheduleAnswerSchema,
  reportScheduleInputSchema,
  reportScheduleListSchema,
} from '../contracts/report-schedule.ts';
import { ruleListSchema, rulePreviewSchema } from '../contracts/rule.ts';
import { runbookListSchema } from '../contracts/runbook.ts';
import {
  settingsPairListSchema,
  setupAnswerSchema,
  setupTestSchema,
  setupYamlInputSchema,
  setupYamlSchema,
  storedAnswerSchema,
  storedPairSchema,
  storePairSchema,
} from '../contracts/setup.ts';
import { systemSchema } from '../contracts/system.ts';
import { operationsOf } from './operation.ts';

const FILES = ['application/pdf', 'text/html', 'text/markdown', 'text/csv', 'application/json'] as const;
const jsonSchema = z.record(z.string(), z.unknown());
const schemaListSchema = z.object({ schemas: z.array(z.object({ type: z.string(), path: z.string() })) });

export const SETTINGS_OPERATIONS = [
  ...operationsOf(
    'Audit',
    [
      'GET /audit',
      'Who did what, newest first.',
      auditListSchema,
      { query: auditQuerySchema, role: 'admin' },
    ],
    [
      'GET /audit/export',
      'The same as one file.',
      null,
      { query: auditExportSchema, role: 'admin', files: ['text/csv'] },
    ],
  ),
  ...operationsOf(
    'Endpoints',
    ['GET /endpoints', 'Who is told, without secrets.', endpointListSchema],
    [
      'POST /endpoints',
      'Makes an endpoint.',
      endpointAnswerSchema,
      { body: endpointInputSchema, status: 201, role: 'admin' },
    ],
    [
      'PUT /endpoints/{name}',
      'Puts a whole endpoint in the place of this one.',
      endpointAnswerSchema,
      { body: endpointInputSchema, role: 'admin' },
    ],
    [
      'PATCH /endpoints/{name}',
      'Changes what it is told of.',
      endpointAnswerSchema,
      { body: endpointFilterInputSchema, role: 'admin' },
    ],
    ['DELETE /endpoints/{name}', 'Removes it.', removedSchema, { query: removalSchema, role: 'admin' }],
    [
      'POST /endpoints/{name}/enable',
      'Sends there again.',
      endpointAnswerSchema,
      { body: actSchema, role: 'admin' },
    ],
    [
      'POST /endpoints/{name}/test',
      'Sends a message that only tries the way; its id is that of a delivery.',
      testAnswerSchema,
      { body: testSchema },
    ],
    [
      'POST /endpoints/{name}/replay',
      'Sends again what was given up since then.',
      replayAnswerSchema,
      { body: replaySchema },
    ],
    ['GET /schemas', 'Where the JSON Schema of each type of webhook is.', schemaListSchema],
    ['GET /schemas/{type}', 'The JSON Schema of the body of one type of webhook.', jsonSchema],
  ),
  ...operationsOf(
    'Rules',
    [
      'GET /rules',
      'The rules as they stand everywhere, or for a pair, or for a pool of it.',
      ruleListSchema,
      { query: rulePlaceSchema },
    ],
    [
      'PUT /rules/{id}',
      'What is wanted otherwise of it there.',
      ruleAnswerSchema,
      { body: ruleInputSchema, role: 'admin' },
    ],
    [
      'DELETE /rules/{id}',
      'Nothing is wanted otherwise of it there any more.',
      ruleAnswerSchema,
      { query: ruleRemovalSchema, role: 'admin' },
    ],
    [
      'GET /rules/{id}/preview',
      'What it would have fired, as it stands.',
      rulePreviewSchema,
      { query: rulePreviewQuerySchema },
    ],
    [
      'POST /rules/{id}/preview',
      'The same with options that nobody saved.',
      rulePreviewSchema,
      { body: rulePreviewInputSchema, role: 'viewer' },
    ],
  ),
  ...operationsOf(
    'Reports',
    [
      'GET /reports',
      'Reports on weeks and months that were made, the last one first.',
      madeReportListSchema,
      { query: madeReportQuerySchema },
    ],
    [
      'POST /reports',
      'Makes one now of the last week or month, or the present so far.',
      madeReportAnswerSchema,
      { body: reportOrderSchema, status: 201 },
    ],
    ['GET /reports/{id}', 'The report as a file.', null, { query: periodFileSchema, files: FILES }],
    [
      'GET /report-schedules',
      'Which reports are made at the end of each week or month, and to whom they go.',
      reportScheduleListSchema,
    ],
    [
      'POST /report-schedules',
      'Has one made from now on.',
      reportScheduleAnswerSchema,
      { body: reportScheduleInputSchema, status: 201 },
    ],
    [
      'DELETE /report-schedules/{id}',
      'No more reports are made by it; those that were stay.',
      removedSchema,
      { query: removalSchema },
    ],
  ),
  ...operationsOf(
    'Settings',
    [
      'GET /settings/pairs',
      'Every pair, where it comes from and how it is reached, without secrets.',
      settingsPairListSchema,
    ],
    [
      'POST /settings/pairs',
      'Stores a pair, its secrets sealed.',
      storedAnswerSchema,
      { body: storePairSchema, status: 201, role: 'admin' },
    ],
    [
      'GET /settings/pairs/{name}',
      'A stored pair, to be edited; a word stands for each secret.',
      storedPairSchema,
    ],
    [
      'PUT /settings/pairs/{name}',
      'Puts a pair in the place of this one.',
      storedAnswerSchema,
      { body: storePairSchema, role: 'admin' },
    ],
    [
      'DELETE /settings/pairs/{name}',
      'Removes it; its history stays.',
      removedSchema,
      { query: removalSchema, role: 'admin' },
    ],
    [
      'POST /setup/test',
      "Tries one step of a pair's settings. Changes nothing.",
      setupAnswerSchema,
      { body: setupTestSchema, role: 'admin' },
    ],
    [
      'POST /setup/yaml',
      'A pair as pairwatch.yaml has it, with references in the place of its secrets.',
      setupYamlSchema,
      { body: setupYamlInputSchema, role: 'admin' },
    ],
    ['GET /system', 'How Pairwatch itself does.', systemSchema],
    ['GET /runbook', 'The pages of the runbook.', runbookListSchema],
    ['GET /openapi.json', 'This document.', jsonSchema],
  ),
];
