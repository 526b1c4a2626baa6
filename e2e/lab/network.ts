import { existsSync } from 'node:fs';
import { LabError } from './lab-error.ts';
import { identify, type ProcessIdentity } from './processes.ts';
import { mustRun } from './run.ts';
import {
  CABLES,
  GUEST_NETWORK,
  ISOLABLE_NAMES,
  type IsolableName,
  NODE_NAMES,
  type NodeName,
  SERVER_NAMES,
} from './topology.ts';

/** The namespaces of one lab: one for each node and one, `net`, for the bridge that joins them. */
export class LabNetwork {
  readonly #labName: string;

  constructor(labName: string) {
    this.#labName = labName;
  }

  /** The namespace's name: `pw-<lab>-<node>`. */
  namespace(node: NodeName | 'net'): string {
    return `pw-${this.#labName}-${node}`;
  }

  /** What to put before a command to run it in a node. */
  inside(node: NodeName): string[] {
    return ['ip', 'netns', 'exec', this.namespace(node)];
  }

  /** The namespaces of this lab that exist now. */
  existing(): string[] {
    return [...NODE_NAMES, 'net' as const]
      .map((node) => this.namespace(node))
      .filter((namespace) => existsSync(`/run/netns/${namespace}`));
  }

  async create(): Promise<void> {
    const net = this.namespace('net');
    for (const namespace of [net, ...NODE_NAMES.map((node) => this.namespace(node))]) {
      await mustRun(['ip', 'netns', 'add', namespace]);
      await this.#ip(namespace, 'link set lo up');
    }
    await this.#ip(net, 'link add name br0 type bridge forward_delay 0 mcast_snooping 0');
    await this.#ip(net, 'link set br0 up');
    for (const cable of CABLES) {
      const node = this.namespace(cable.node);
      await this.#ip(
        net,
        `link add name ${cable.port} type veth peer name ${cable.interface} netns ${node}`,
        `link set dev ${cable.port} master br0 up`,
      );
      await this.#ip(
        node,
        `address add ${cable.address} broadcast + dev ${cable.interface}`,
        `link set ${cable.interface} up`,
      );
    }
    for (const server of SERVER_NAMES) {
      await this.#ip(this.namespace(server), `route add ${GUEST_NETWORK} dev eth0`);
    }
  }

  /** Removes the namespaces that exist and gives their names. End what runs in them first. */
  async remove(): Promise<string[]> {
    const namespaces = this.existing();
    for (const namespace of namespaces) await mustRun(['ip', 'netns', 'delete', namespace]);
    return namespaces;
  }

  /** Everything that runs in the lab, whoever started it. Throws LabError when we ourselves are in there. */
  async processes(): Promise<ProcessIdentity[]> {
    const found: ProcessIdentity[] = [];
    for (const namespace of this.existing()) {
      const inside = await processesIn(namespace);
      if (inside.some(({ pid }) => pid === process.pid)) {
        throw new LabError(`this runs inside ${namespace}: leave the lab's namespaces before removing them`);
      }
      found.push(...inside);
    }
    return found;
  }

  /** Everything that runs in a node, whoever started it. */
  processesOn(node: NodeName): Promise<ProcessIdentity[]> {
    return processesIn(this.namespace(node));
  }

  /** The servers don't hear each other any more; the monitor and the clients still reach both. */
  async partition(): Promise<void> {
    // Isolated ports of a bridge exchange nothing with each other, and everything with the rest.
    for (const server of SERVER_NAMES) await this.#port(server, 'isolated', 'on');
  }

  /**
   * Nothing goes to or from this node any more, while its own link stays up as behind a broken switch. With the
   * link down dhcpd could not even begin to connect, and would try again only after 90 s (reference 3.2).
   */
  async isolate(node: IsolableName): Promise<void> {
    await this.#port(node, 'state', 'disabled');
  }

  /** Undoes partition and isolate. */
  async heal(): Promise<void> {
    for (const server of SERVER_NAMES) await this.#port(server, 'isolated', 'off');
    for (const node of ISOLABLE_NAMES) await this.#port(node, 'state', 'forwarding');
  }

  /** What is cut now, in words; empty when nothing is. */
  async faults(): Promise<string[]> {
    const faults: string[] = [];
    const ports = await mustRun(['bridge', '-n', this.namespace('net'), '-details', 'link', 'show']);
    if (/isolated on/.test(ports)) faults.push('a and b cut from each other');
    for (const node of ISOLABLE_NAMES) {
      if (new RegExp(`: ${node}@.* state disabled`).test(ports)) faults.push(`${node} cut from everybody`);
    }
    return faults;
  }

  async #ip(namespace: string, ...commands: string[]): Promise<void> {
    await mustRun(['ip', '-n', namespace, '-batch', '-'], commands.join('\n'));
  }

  async #port(node: IsolableName, setting: string, value: string): Promise<void> {
    await mustRun(['bridge', '-n', this.namespace('net'), 'link', 'set', 'dev', node, setting, value]);
  }
}

async function processesIn(namespace: string): Promise<ProcessIdentity[]> {
  const pids = await mustRun(['ip', 'netns', 'pids', namespace]);
  return pids
    .split('\n')
    .filter(Boolean)
    .map((pid) => identify(Number(pid)))
    .filter((identity) => identity !== undefined);
}
