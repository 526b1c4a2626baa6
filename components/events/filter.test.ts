import { describe, expect, it } from 'vitest';
import { eventFilterOf, eventsHref, kindsOf, partsOf } from './filter.ts';

describe('the filter of an address', () => {
  it('has what the log knows, in one order, and nothing that was left empty', () => {
    const search = { text: ' ', kind: ['state', 'log'], pair: 'office', other: 'x', before: '7' };
    expect(eventFilterOf(search)).toEqual({ pair: 'office', kind: 'state,log', before: '7' });
    expect(kindsOf({ kind: 'log,state,nonsense' })).toEqual(['state', 'log']);
  });

  it('is an address again', () => {
    const filter = eventFilterOf({ kind: ['log', 'state'], pair: 'a&b', last: '24h' });
    expect(eventsHref(filter)).toBe('/events?pair=a%26b&kind=log%2Cstate&last=24h');
    expect(
      eventFilterOf(Object.fromEntries(new URLSearchParams('pair=a%26b&kind=log%2Cstate&last=24h'))),
    ).toEqual(filter);
    expect(eventsHref({})).toBe('/events');
  });

  it('can be widened part by part, and a server goes with its pair', () => {
    const filter = { pair: 'office', server: 'dhcp-a', text: 'x', from: '1', to: '2', before: '9' };
    expect(partsOf(filter)).toEqual([
      { words: 'the text “x”', without: { pair: 'office', server: 'dhcp-a', from: '1', to: '2' } },
      { words: 'the server dhcp-a', without: { pair: 'office', text: 'x', from: '1', to: '2' } },
      { words: 'the pair office', without: { text: 'x', from: '1', to: '2' } },
      { words: 'the chosen time', without: { pair: 'office', server: 'dhcp-a', text: 'x' } },
    ]);
    expect(partsOf({})).toEqual([]);
  });
});
