export type Step =
  | { kind: 'run'; command: string }
  /** `from` is the image it is copied from; null for the folder of the Dockerfile. */
  | { kind: 'copy'; from: string | null; source: string; to: string };

export type Image = {
  name: string;
  steps: Step[];
  env: Record<string, string>;
  user: number;
  volume: string;
  workingFolder: string;
  healthCheck: string[];
  command: string[];
};

/** The images a Dockerfile makes, in its order. Throws on a line this does not know, so that none is passed over. */
export function readDockerfile(text: string): Image[] {
  const images: Image[] = [];
  for (const line of text.split('\n').filter((each) => each.trim() !== '' && !each.startsWith('#'))) {
    const [, word = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (word === 'FROM') {
      images.push(emptyImage(/ AS (\w+)$/.exec(rest)?.[1] ?? 'last'));
      continue;
    }
    const image = images.at(-1);
    const take = TAKES[word];
    if (!image || !take) throw new Error(`Dockerfile: "${line}" is not among what this test carries out`);
    take(image, rest);
  }
  return images;
}

const TAKES: Record<string, (image: Image, rest: string) => void> = {
  RUN: (image, command) => image.steps.push({ kind: 'run', command }),
  COPY: (image, rest) => {
    const [, from = null, source = '', to = ''] = /^(?:--from=(\w+) )?(\S+) (\S+)$/.exec(rest) ?? [];
    image.steps.push({ kind: 'copy', from, source, to });
  },
  ENV: (image, rest) => {
    const [name = '', value = ''] = rest.split('=');
    image.env[name] = value;
  },
  USER: (image, rest) => {
    image.user = Number(rest.split(':')[0]);
  },
  VOLUME: (image, rest) => {
    image.volume = rest;
  },
  WORKDIR: (image, rest) => {
    image.workingFolder = rest;
  },
  EXPOSE: () => {},
  HEALTHCHECK: (image, rest) => {
    image.healthCheck = JSON.parse(rest.slice(rest.indexOf('CMD ') + 'CMD '.length));
  },
  CMD: (image, rest) => {
    image.command = JSON.parse(rest);
  },
};

const emptyImage = (name: string): Image => ({
  name,
  steps: [],
  env: {},
  user: 0,
  volume: '',
  workingFolder: '/',
  healthCheck: [],
  command: [],
});
