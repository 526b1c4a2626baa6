import dns from 'node:dns';

/**
 * Has names of TOLD_NAMES lead where it says: `{"name": [addresses of the first look-up, of the second, …]}`, the last over and
 * over. For what a name server of somebody else may answer, which no real one answers on a machine without a network.
 */
const told = JSON.parse(process.env.TOLD_NAMES ?? '{}');
const asked = new Map();
const lookup = dns.lookup;

dns.lookup = (hostname, options, callback) => {
  const answers = told[hostname];
  if (answers === undefined) return lookup(hostname, options, callback);
  const nth = asked.get(hostname) ?? 0;
  asked.set(hostname, nth + 1);
  const addresses = answers[Math.min(nth, answers.length - 1)].map((address) => ({ address, family: 4 }));
  if (options.all) callback(null, addresses);
  else callback(null, addresses[0].address, 4);
};
