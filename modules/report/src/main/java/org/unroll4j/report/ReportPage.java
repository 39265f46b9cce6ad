package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.unroll4j.report.page.Page;

/**
 * Draws runs as HTML. A page is one file: it carries its style, its script and its charts, asks the
 * network for nothing, and can be sent by mail.
 *
 * <p>Every error is an {@link IllegalArgumentException} whose message is one line that can be shown
 * to a user; the file is then left as it was.
 */
public final class ReportPage {

  private ReportPage() {}

  /**
   * Draws the page of one run.
   *
   * @param run the run's folder, or its {@code result.json}
   * @param html the file to be written; replaced at once if it exists
   * @throws IllegalArgumentException if there is no record of a known schema, or the page cannot be
   *     written
   */
  public static void write(Path run, Path html) {
    PageWriter.write(RunPage.of(Run.load(run)), html);
  }

  /**
   * Draws the page of a benchmark.
   *
   * @param record the benchmark's {@code result.json}
   * @param html the file to be written; replaced at once if it exists
   * @throws IllegalArgumentException if there is no record of a benchmark, or the page cannot be
   *     written
   */
  public static void benchmark(Path record, Path html) {
    PageWriter.write(new BenchmarkPage(Run.parse(record, BenchmarkRecord.SCHEMA)).page(), html);
  }

  /**
   * Draws the page of an equivalence matrix.
   *
   * @param record its {@code result.json}
   * @param html the file to be written; replaced at once if it exists
   * @throws IllegalArgumentException if there is no such record, or the page cannot be written
   */
  public static void equivalence(Path record, Path html) {
    PageWriter.write(new EquivalencePage(Run.parse(record, EquivalenceRecord.SCHEMA)).page(), html);
  }

  /**
   * Draws the page of an equivalence matrix that is still in memory.
   *
   * @param record what {@code result.json} holds: maps, lists, text, numbers
   * @param html the file to be written; replaced at once if it exists
   * @throws IllegalArgumentException if the page cannot be written
   */
  public static void equivalence(Map<String, ?> record, Path html) {
    PageWriter.write(new EquivalencePage(new ObjectMapper().valueToTree(record)).page(), html);
  }

  /**
   * Draws several runs side by side; a single one gets its own page, and so does a single record of
   * a benchmark or of an equivalence matrix.
   *
   * @param runs folders of runs, or their {@code result.json} files, in the order of the page
   * @param html the file to be written; replaced at once if it exists
   * @throws IllegalArgumentException if there is no run, one of them has no record of a known
   *     schema, they are of different kinds, or the page cannot be written
   */
  public static void compare(List<Path> runs, Path html) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(
          "Report: no run was named; expected at least one folder of a run.");
    }
    PageWriter.write(
        runs.size() == 1
            ? single(runs.get(0))
            : new ComparisonPage(runs.stream().map(Run::load).toList()).page(),
        html);
  }

  private static Page single(Path record) {
    Path file = Run.file(record);
    JsonNode json = Run.parse(file);
    return switch (Values.text(json, "schema")) {
      case BenchmarkRecord.SCHEMA -> new BenchmarkPage(json).page();
      case EquivalenceRecord.SCHEMA -> new EquivalencePage(json).page();
      default -> RunPage.of(Run.load(file));
    };
  }
}
