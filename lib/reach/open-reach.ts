import type { ReachSettings } from '../settings/settings.ts';
import { LocalReach } from './local/local-reach.ts';
import type { Reach } from './reach.ts';
import { SshReach } from './ssh/ssh-reach.ts';

/** How the files of a server are got at, as the settings say. Connects to nothing yet. */
export function openReach(settings: ReachSettings): Reach {
  return settings.kind === 'ssh' ? new SshReach(settings) : new LocalReach();
}
