import { expect, it } from 'vitest';
import { transitionMarks, unmarkedWords } from './transition-marks.ts';

const AT = '2025-11-21T10:10:00.000Z';
const entered = (server: string, state: string) => ({ server, state });

it('marks a change by how bad it is', () => {
  const groups = ['recover', 'partner-down', 'potential-conflict', 'normal', 'state-77'].map((state) => ({
    at: AT,
    count: 1,
    first: [entered('dhcp-b', state)],
    worstState: state,
  }));
  expect(transitionMarks({ groups })).toEqual([
    { at: Date.parse(AT), label: 'dhcp-b: recover', look: 'recovering' },
    { at: Date.parse(AT), label: 'dhcp-b: partner-down', look: 'degraded' },
    { at: Date.parse(AT), label: 'dhcp-b: potential-conflict', look: 'down' },
    { at: Date.parse(AT), label: 'dhcp-b: normal', look: 'healthy' },
    { at: Date.parse(AT), label: 'dhcp-b: state-77', look: 'unknown' },
  ]);
});

it('names the first of several and looks like the worst of all', () => {
  const first = [entered('dhcp-a', 'normal'), entered('dhcp-b', 'normal'), entered('dhcp-a', 'recover')];
  const three = 'dhcp-a: normal, dhcp-b: normal, dhcp-a: recover';
  const group = { at: AT, first, worstState: 'conflict-done' };
  expect(
    transitionMarks({
      groups: [
        { ...group, count: 3 },
        { ...group, count: 4 },
        { ...group, count: 5 },
      ],
    }),
  ).toEqual([
    { at: Date.parse(AT), label: three, look: 'down' },
    { at: Date.parse(AT), label: `${three} and 1 more change`, look: 'down' },
    { at: Date.parse(AT), label: `${three} and 2 more changes`, look: 'down' },
  ]);
});

it('says that earlier changes have no mark', () => {
  expect([unmarkedWords({ isCut: true }), unmarkedWords({ isCut: false })]).toEqual([
    'Only the latest 2,000 changes of state are marked.',
    null,
  ]);
});
