// Adds up Vitest's JSON reports, says what failed and why, and prints `N passed, N failed` as the
// last line: a log is often kept by its end alone. A report that is missing, or in which nothing
// passed or was skipped, fails; so does a file that broke before its first test.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const total = { passed: 0, failed: 0, skipped: 0 };

for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    console.error(`${path}: the test run left no report`);
    total.failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const failures = report.testResults.flatMap(failuresIn);
  for (const failure of failures) console.log(failure);
  total.passed += report.numPassedTests;
  total.failed += failures.length;
  total.skipped += report.numPendingTests + report.numTodoTests;
  // A variant that cannot be run here has a report with one skipped test and nothing else.
  if (report.numPassedTests === 0 && report.numPendingTests === 0) {
    console.error(`${path}: not one test passed`);
    process.exitCode = 1;
  }
}

if (total.passed === 0 || total.failed > 0) process.exitCode = 1;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);

function failuresIn(file) {
  const name = relative(process.cwd(), file.name);
  const failed = file.assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length > 0) {
    return failed.map((test) => described(`${name} > ${test.fullName}`, test.failureMessages));
  }
  return file.status === 'failed' ? [described(name, [file.message])] : [];
}

// The stack's first lines name the place; what comes after them is the test runner itself.
function described(title, messages) {
  const lines = messages.join('\n').split('\n').slice(0, 20);
  return ['', `FAILED ${title}`, ...lines.map((line) => `  ${line}`)].join('\n');
}
