// Runs before every test file; what it imports runs once in each process.
import './record-answers.js';
