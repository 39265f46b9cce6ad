package org.unroll4j.peers.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is printed while a benchmark runs. */
final class TerminalTable {

  private final PrintWriter out;

  TerminalTable(PrintWriter out) {
    this.out = out;
  }

  /** A work's outcome, a line per entrant. */
  void print(Outcome outcome) {
    line("%s: %s", outcome.work().name(), outcome.work().title());
    Optional<Timings> ours = ResultRecord.timings(outcome, Entrant.OURS);
    Optional<Timings> floor = ResultRecord.timings(outcome, Entrant.FLOOR);
    outcome
        .timings()
        .forEach((who, timings) -> line("  %-46s %s", who.label(), text(timings, ours, floor)));
    outcome.absent().forEach((who, why) -> line("  %-46s %s", who.label(), why));
    outcome.failures().forEach((who, why) -> line("  %-46s FAILED: %s", who.label(), why));
    outcome
        .allocated()
        .forEach((who, bytes) -> line("  %s allocates %,d bytes each time", who.label(), bytes));
  }

  /** Records of a study, a line each. */
  void print(Iterable<Map<String, Object>> records) {
    records.forEach(record -> line("  %s", record));
  }

  /** One line. */
  void line(String format, Object... arguments) {
    out.printf(Locale.ROOT, format + "%n", arguments);
    out.flush();
  }

  private static String text(Timings timings, Optional<Timings> ours, Optional<Timings> floor) {
    Quartiles time = timings.milliseconds();
    return String.format(
        Locale.ROOT,
        "%10.4f ms (%.4f to %.4f)  %s  %s",
        time.median(),
        time.low(),
        time.high(),
        ours.flatMap(timings::ratioTo).map(TerminalTable::ratio).orElse(""),
        floor.flatMap(one -> one.ratioTo(timings)).map(TerminalTable::share).orElse(""));
  }

  private static String ratio(Quartiles ratio) {
    return String.format(
        Locale.ROOT, "%6.2f (%.2f to %.2f) × ours", ratio.median(), ratio.low(), ratio.high());
  }

  private static String share(Quartiles share) {
    return String.format(Locale.ROOT, "%3.0f %% of the floor", 100 * share.median());
  }
}
