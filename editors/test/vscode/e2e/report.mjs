// Counts and prints checks as the other editors' tests do.
export class Report {
  passed = 0;
  failed = 0;
  begun = Date.now();

  check(name, good, detail = "") {
    const seconds = ((Date.now() - this.begun) / 1000).toFixed(1);
    good ? this.passed++ : this.failed++;
    console.log(`${good ? "ok  " : "FAIL"} ${name} (at ${seconds} s)${good || detail === "" ? "" : `: ${detail}`}`);
  }

  note(text) {
    console.log(`     ${text}`);
  }

  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}
