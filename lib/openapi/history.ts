import {
  acknowledgeSchema,
  actSchema,
  alertAnswerSchema,
  noteChangeSchema,
  noteSchema,
  removalSchema,
  removedSchema,
  silenceAnswerSchema,
  silenceInputSchema,
  taskChangeSchema,
  taskInputSchema,
  windowAnswerSchema,
  windowInputSchema,
} from '../contracts/action.ts';
import { alertListSchema, alertQuerySchema } from '../contracts/alert.ts';
import { deliveryAnswerSchema, deliveryListSchema, deliveryQuerySchema } from '../contracts/delivery.ts';
import {
  drillAbandonSchema,
  drillAnswerSchema,
  drillBeginSchema,
  drillInputSchema,
  drillListSchema,
  drillNoteInputSchema,
  drillReportQuerySchema,
} from '../contracts/drill-request.ts';
import {
  eventAnswerSchema,
  eventExportSchema,
  eventListSchema,
  eventQuerySchema,
} from '../contracts/event.ts';
import { goingOnSchema } from '../contracts/going-on.ts';
import {
  incidentAnswerSchema,
  incidentListSchema,
  incidentQuerySchema,
  incidentRevisionsSchema,
} from '../contracts/incident.ts';
import {
  practiceAnswerSchema,
  practiceChangeSchema,
  practiceListSchema,
  practiceQuerySchema,
  practiceRunInputSchema,
  practiceRunListSchema,
  practiceRunQuerySchema,
} from '../contracts/practice.ts';
import { reportQuerySchema } from '../contracts/report-query.ts';
import { maintenanceListSchema, silenceListSchema } from '../contracts/silence.ts';
import { operationsOf } from './operation.ts';

const REPORTS = [
  'application/pdf',
  'text/html',
  'text/markdown',
  'text/csv',
  'application/json',
  'application/zip',
] as const;
const REMOVAL = { query: removalSchema };

export const HISTORY_OPERATIONS = [
  ...operationsOf(
    'Events',
    ['GET /events', 'Events, newest first.', eventListSchema, { query: eventQuerySchema }],
    ['GET /events/{id}', 'One event with those of its incident, or of its minute.', eventAnswerSchema],
    [
      'GET /events/export',
      'All events that a query asks for, as one file.',
      null,
      { query: eventExportSchema, files: ['text/csv', 'application/json'] },
    ],
    [
      'GET /going-on',
      'How many alerts fire that somebody is told of, and how many incidents are open.',
      goingOnSchema,
    ],
  ),
  ...operationsOf(
    'Alerts',
    [
      'GET /alerts',
      'Alerts, the worst that fires first.',
      alertListSchema,
      { query: alertQuerySchema, files: ['text/csv'] },
    ],
    ['GET /alerts/{id}', 'One alert.', alertAnswerSchema],
    [
      'POST /alerts/{id}/acknowledge',
      'Somebody looks after it.',
      alertAnswerSchema,
      { body: acknowledgeSchema },
    ],
    ['GET /silences', 'Silences that hold, then those that are over.', silenceListSchema],
    [
      'POST /silences',
      'Tells nobody of such alerts until then.',
      silenceAnswerSchema,
      { body: silenceInputSchema, status: 201 },
    ],
    ['POST /silences/{id}/end', 'Ends it before its time.', silenceAnswerSchema, { body: actSchema }],
    ['GET /maintenance', 'Maintenance windows, the next one first.', maintenanceListSchema],
    [
      'POST /maintenance',
      'Plans a time in which nobody is told.',
      windowAnswerSchema,
      { body: windowInputSchema, status: 201 },
    ],
    ['DELETE /maintenance/{id}', 'Calls it off, or ends it.', removedSchema, REMOVAL],
  ),
  ...operationsOf(
    'Incidents',
    [
      'GET /incidents',
      'Incidents, those that are open first.',
      incidentListSchema,
      { query: incidentQuerySchema, files: ['text/csv'] },
    ],
    [
      'GET /incidents/{id}',
      'One incident with its alerts, timeline, notes and messages.',
      incidentAnswerSchema,
    ],
    [
      'GET /incidents/{id}/revisions',
      'What its notes, factors and tasks were before each change and removal.',
      incidentRevisionsSchema,
    ],
    [
      'GET /incidents/{id}/report',
      'The report as a file.',
      null,
      { query: reportQuerySchema, files: REPORTS },
    ],
    [
      'POST /incidents/{id}/acknowledge',
      'Somebody looks after it and its alerts.',
      incidentAnswerSchema,
      { body: acknowledgeSchema },
    ],
    [
      'POST /incidents/{id}/notes',
      'Writes something down about it.',
      incidentAnswerSchema,
      { body: noteSchema },
    ],
    [
      'PATCH /incidents/{id}/notes/{note}',
      'Gives a note another text; what it said is kept.',
      incidentAnswerSchema,
      { body: noteChangeSchema },
    ],
    [
      'DELETE /incidents/{id}/notes/{note}',
      'Takes a note away; what it said is kept.',
      incidentAnswerSchema,
      REMOVAL,
    ],
    [
      'POST /incidents/{id}/tasks',
      'Writes down what is to be done after it.',
      incidentAnswerSchema,
      { body: taskInputSchema },
    ],
    [
      'PATCH /incidents/{id}/tasks/{task}',
      'Changes what is to be done, by whom, by when, and whether it is done.',
      incidentAnswerSchema,
      { body: taskChangeSchema },
    ],
    ['DELETE /incidents/{id}/tasks/{task}', 'Takes it off the list.', incidentAnswerSchema, REMOVAL],
  ),
  ...operationsOf(
    'Deliveries',
    [
      'GET /deliveries',
      'Messages and what became of them, newest first.',
      deliveryListSchema,
      { query: deliveryQuerySchema, files: ['text/csv'] },
    ],
    ['GET /deliveries/{id}', 'One message with each try to deliver it.', deliveryAnswerSchema],
    [
      'POST /deliveries/{id}/replay',
      'Sends it again under its own id.',
      deliveryAnswerSchema,
      { body: actSchema },
    ],
  ),
  ...operationsOf(
    'Practices',
    [
      'GET /practices',
      'Duties that come again for each pair, and what came of each last.',
      practiceListSchema,
      { query: practiceQuerySchema },
    ],
    [
      'PATCH /practices/{pair}/{code}',
      'Who has a duty, how often it comes, whether it is wanted.',
      practiceAnswerSchema,
      { body: practiceChangeSchema },
    ],
    [
      'GET /practices/{pair}/{code}/runs',
      'The times a duty was done, the latest first.',
      practiceRunListSchema,
      { query: practiceRunQuerySchema },
    ],
    [
      'POST /practices/{pair}/{code}/runs',
      'Does a duty now.',
      practiceAnswerSchema,
      { body: practiceRunInputSchema },
    ],
    ['GET /pairs/{name}/drills', 'Failover drills of a pair, the newest first.', drillListSchema],
    [
      'POST /pairs/{name}/drills',
      'Plans a failover drill; nothing begins by that.',
      drillAnswerSchema,
      { body: drillInputSchema, status: 201 },
    ],
    ['GET /drills/{id}', 'One failover drill as it stands.', drillAnswerSchema],
    [
      'GET /drills/{id}/report',
      'The report on a failover drill as a file.',
      null,
      { query: drillReportQuerySchema, files: REPORTS },
    ],
    ['POST /drills/{id}/begin', 'Begins what was planned.', drillAnswerSchema, { body: drillBeginSchema }],
    [
      'POST /drills/{id}/notes',
      'Writes something down about it.',
      drillAnswerSchema,
      { body: drillNoteInputSchema },
    ],
    ['POST /drills/{id}/end', 'Ends it, and says what became of it.', drillAnswerSchema, { body: actSchema }],
    [
      'POST /drills/{id}/abandon',
      'Calls it off, before or after its begin.',
      drillAnswerSchema,
      { body: drillAbandonSchema },
    ],
    [
      'POST /drills/{id}/sign',
      'Signs its report; nothing of it changes from then on.',
      drillAnswerSchema,
      { body: actSchema },
    ],
  ),
];
