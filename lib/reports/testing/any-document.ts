import fc from 'fast-check';
import type { ReportChart } from '../../contracts/incident-report.ts';
import type { Block, Cell, ReportDocument, Table } from '../document.ts';

/** Names and lines as somebody who means harm would choose them, beside any others. */
export const HOSTILE_TEXTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt; &#x3c;i&#x3e; &copy',
  '=HYPERLINK("http://evil.example","x")',
  '+1+1 -2 @SUM(A1) |pipe| \\| `code` ``',
  '[click](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example> https://evil.example www.evil.example',
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '```',
  '~~~',
  '---',
  '===',
  '    code',
  '[a]: http://evil.example',
  '***bold***',
  '| a | b |\n|---|---|',
  ']]> --> </style></title><!-- <![CDATA[',
  'admin\u202egnp.exe\u2066\u2069',
  'a\u0000b\u0007c\u001b[31md\u007f\u0085',
  'zero\u200bwidth\ufeff\u00ad\u2060',
  'half \ud800 and \udc00 surrogates',
  '中文 עברית العربية 👩‍👩‍👧 ⠀',
  `Z${'\u0300'.repeat(60)}algo`,
  'x'.repeat(4096),
  'ab-'.repeat(1400),
  'tab\there\r\nand\nlines\u2028more',
  '   ',
  '',
];

export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength: 20,
  }),
  fc.lorem({ maxCount: 30 }),
);

const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  anyText,
  fc.record({ lines: fc.array(anyText, { maxLength: 4 }), isMono: fc.boolean() }),
);

const anyTable: fc.Arbitrary<Table> = fc.integer({ min: 0, max: 8 }).chain((count) =>
  fc.record({
    kind: fc.constant('table' as const),
    caption: anyText,
    columns: fc.array(
      fc.record({
        title: anyText,
        align: fc.constantFrom('left' as const, 'right' as const),
        weight: fc.double({ min: 0.1, max: 9, noNaN: true }),
      }),
      { minLength: count, maxLength: count },
    ),
    // Rows may have less than there are columns, or more.
    rows: fc.array(fc.array(anyCell, { maxLength: count + 1 }), { maxLength: 6 }),
  }),
);

const anyTime = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyLook = fc.constantFrom('server-a', 'server-b', 'used', 'backup', 'free', 'ink');
const anyMarks = fc.array(fc.record({ at: anyTime, label: anyText }), { maxLength: 30 });
const anyFigure = fc.option(fc.oneof(fc.integer(), fc.double()));
const anyAt = fc.integer({ min: 0, max: 4_102_444_800_000 });

const anyLanes: fc.Arbitrary<ReportChart> = fc.record({
  kind: fc.constant('lanes'),
  code: anyText,
  title: anyText,
  summary: anyText,
  from: anyTime,
  until: anyTime,
  lanes: fc.array(
    fc.record({
      name: anyText,
      look: anyLook,
      stays: fc.array(fc.record({ state: anyText, from: anyTime, until: fc.option(anyTime) }), {
        maxLength: 12,
      }),
    }),
    { maxLength: 20 },
  ),
  marks: anyMarks,
});

const anyLines: fc.Arbitrary<ReportChart> = fc.record({
  kind: fc.constant('lines'),
  code: anyText,
  title: anyText,
  summary: anyText,
  from: anyTime,
  until: anyTime,
  unit: anyText,
  isStacked: fc.boolean(),
  series: fc.array(
    fc.record({
      name: anyText,
      look: anyLook,
      points: fc.oneof(
        fc.array(fc.tuple(anyAt, anyFigure), { maxLength: 30 }),
        fc.array(fc.tuple(anyAt, anyFigure, anyFigure, anyFigure), { maxLength: 30 }),
      ),
    }),
    { maxLength: 10 },
  ),
  limits: fc.array(fc.record({ value: fc.double(), label: anyText }), { maxLength: 8 }),
  marks: anyMarks,
});

export const anyChart = fc.oneof(anyLanes, anyLines);

const anyFacts = fc.array(fc.tuple(anyText, anyText), { maxLength: 5 });

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(1 as const, 2 as const),
    text: anyText,
    id: anyText,
  }),
  fc.record({
    kind: fc.constant('paragraph' as const),
    text: anyText,
    look: fc.constantFrom('lead' as const, 'muted' as const),
  }),
  fc.record({ kind: fc.constant('facts' as const), rows: anyFacts }),
  fc.record({
    kind: fc.constant('list' as const),
    items: fc.array(anyText, { maxLength: 5 }),
    isOrdered: fc.boolean(),
  }),
  anyTable,
  fc.record({ kind: fc.constant('chart' as const), chart: anyChart }),
  fc.record({ kind: fc.constant('raw' as const), caption: anyText, text: anyText }),
);

/** Any document at all, many of whose texts mean harm. */
export const anyDocument: fc.Arbitrary<ReportDocument> = fc.record({
  title: anyText,
  subtitle: anyText,
  about: anyFacts,
  madeAt: fc.constant('2026-11-22T10:00:00.000Z'),
  running: anyText,
  blocks: fc.array(anyBlock, { maxLength: 8 }),
});
