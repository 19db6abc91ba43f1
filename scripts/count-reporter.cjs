// Mocha's spec output, and the counts in the file named by FOREBEAR_RESULTS.
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class CountReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      if (process.env.FOREBEAR_RESULTS !== undefined) {
        writeFileSync(
          process.env.FOREBEAR_RESULTS,
          JSON.stringify({ passed: passes, failed: failures, skipped: pending }),
        );
      }
    });
  }
};
