import { systemClock } from '@/lib/clock.ts';
import { LiveHub } from './live-hub.ts';
import { readChanges } from './read.ts';
import { singleton } from './singleton.ts';

/** The one hub of this process, which all live streams and the end of the process share. */
export const liveHub = (): LiveHub => singleton('live-hub', () => new LiveHub(readChanges, systemClock));
