import { isKnownFailoverState, type KnownFailoverState } from '../../failover-states.ts';
import { CLOSE_BRACE, OPEN_BRACE } from './ascii.ts';
import type { ItemReader } from './item-reader.ts';
import type { FailoverStateBlock, ItemPlace } from './items.ts';

/** A `failover peer "<name>" state` block after the word `failover` (reference 4.4). */
export function readFailoverState(reader: ItemReader, place: ItemPlace): FailoverStateBlock {
  reader.takeKeyword('peer');
  const peer = reader.takeTextOrName('the name of a failover peer');
  reader.takeKeyword('state');
  reader.takeMark(OPEN_BRACE);
  let mine: StateAt | null = null;
  let partner: StateAt | null = null;
  let mcltSeconds: number | null = null;
  while (reader.kind !== CLOSE_BRACE) {
    switch (reader.peekWord()) {
      case 'my':
        mine = readStateAt(reader);
        break;
      case 'partner':
      case 'peer': // As the manual spells it (reference 9).
        partner = readStateAt(reader);
        break;
      case 'mclt':
        reader.takeKeyword('mclt');
        mcltSeconds = reader.takeNumber('the mclt in seconds');
        reader.endStatement();
        break;
      default:
        reader.fail('"my state", "partner state", "mclt" or "}"');
    }
  }
  if (!mine) return reader.fail('"my state"');
  reader.takeMark(CLOSE_BRACE);
  return {
    peer,
    myState: mine.state,
    myStateAt: mine.at,
    partnerState: partner?.state ?? 'unknown-state',
    partnerStateAt: partner?.at ?? null,
    mcltSeconds,
    ...place,
  };
}

type StateAt = { state: KnownFailoverState; at: number | null };

function readStateAt(reader: ItemReader): StateAt {
  reader.takeWord('"my" or "partner"');
  reader.takeKeyword('state');
  const state = reader.peekWord();
  if (!isKnownFailoverState(state)) return reader.fail('a failover state');
  reader.pass();
  if (reader.takeWordIf('at')) return { state, at: reader.takeDate() };
  reader.endStatement();
  return { state, at: null };
}
