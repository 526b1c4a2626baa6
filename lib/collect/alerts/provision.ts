import type { Tx } from '../../db/client.ts';
import { addressOf } from '../../settings/channel.ts';
import type { Settings } from '../../settings/settings.ts';
import { syncEndpoints } from '../../store/endpoints.ts';
import { syncMaintenance } from '../../store/maintenance.ts';
import { syncRuleLayers } from '../../store/rule-settings.ts';

/** Makes what the settings say of alerts known to whoever reads the database: the pages know no settings. */
export async function provision(
  tx: Tx,
  { endpoints, maintenance, alerts }: Pick<Settings, 'endpoints' | 'maintenance' | 'alerts'>,
  now: number,
): Promise<void> {
  await syncEndpoints(
    tx,
    endpoints.map(({ name, channel, filter }) => ({
      name,
      kind: channel.kind,
      address: addressOf(channel),
      filter,
    })),
    now,
  );
  await syncMaintenance(tx, maintenance, now);
  await syncRuleLayers(tx, alerts.layers, now);
}
