// Adds up Vitest's JSON reports and prints `N passed, N failed` as the last line. A report that is
// missing, or in which nothing passed, fails; so does a file that broke before its first test.
import { existsSync, readFileSync } from 'node:fs';

const total = { passed: 0, failed: 0, skipped: 0 };

for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    console.error(`${path}: the test run left no report`);
    total.failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailure),
  );
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests + broken.length;
  total.skipped += report.numPendingTests + report.numTodoTests;
  if (report.numPassedTests === 0) {
    console.error(`${path}: not one test passed`);
    process.exitCode = 1;
  }
}

if (total.passed === 0 || total.failed > 0) process.exitCode = 1;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);

function isFailure(result) {
  return result.status === 'failed';
}
