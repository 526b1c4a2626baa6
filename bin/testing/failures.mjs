// Which tests failed, from the JSON reports of both runners: named again at the very end, since what a stage prints lies
// thousands of lines above it.

/** A message is told by its first lines: the whole of it stands where the stage printed it. */
const LINES_OF_A_MESSAGE = 12;

/** What failed by a report of Vitest, each as `file › test` and the begin of its message. */
export function failuresOfVitest({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    if (status === 'failed' && assertionResults.length === 0) return [failure(name, message)];
    return assertionResults
      .filter((each) => each.status === 'failed')
      .map((each) => failure(`${name} › ${each.fullName}`, each.failureMessages[0]));
  });
}

/** What failed by a report of Playwright, likewise; errors outside of any test first. */
export function failuresOfPlaywright({ errors = [], suites }) {
  return [
    ...errors.map((error) => failure('outside of the tests', error.message)),
    ...suites.flatMap((suite) => failuresOfSuite(suite, [])),
  ];
}

function failuresOfSuite({ title, specs = [], suites = [] }, above) {
  const path = [...above, title];
  return [
    ...specs
      .filter(({ ok }) => !ok)
      .map((spec) => failure([...path, spec.title].join(' › '), messageOf(spec))),
    ...suites.flatMap((suite) => failuresOfSuite(suite, path)),
  ];
}

function messageOf({ tests }) {
  const results = tests.flatMap((test) => test.results);
  return results.find(({ error }) => error)?.error.message;
}

function failure(name, message) {
  const lines = (message ?? 'no message').trimEnd().split('\n');
  return [name, ...lines.slice(0, LINES_OF_A_MESSAGE).map((line) => `    ${line}`)].join('\n');
}
