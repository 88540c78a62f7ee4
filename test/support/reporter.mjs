import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const { EVENT_RUN_END, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/**
 * Mocha's own readable report, and a count at its end as the last line. With `--reporter-option result=FILE` the count goes
 * into that file as JSON instead, for whoever prints the last line after all else.
 */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const count = { passed: 0, failed: 0, skipped: 0, refusedSkips: [] };
    runner.on(EVENT_TEST_PASS, () => {
      count.passed += 1;
    });
    // A hook that fails is reported so as well.
    runner.on(EVENT_TEST_FAIL, () => {
      count.failed += 1;
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      count.skipped += 1;
      if (!isExcused(test)) {
        count.refusedSkips.push(test.fullTitle());
      }
    });
    runner.once(EVENT_RUN_END, () => report(count, options.reporterOptions?.result));
  }
}

function report(count, file) {
  if (file) {
    writeFileSync(file, JSON.stringify(count));
    return;
  }
  const { passed, failed, skipped } = count;
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
}

/** Skipped because the sample data beside the clone are missing, as skipWithoutSharedData has marked it. */
function isExcused(test) {
  return test.withoutSharedData === true || (test.parent !== undefined && isExcused(test.parent));
}
