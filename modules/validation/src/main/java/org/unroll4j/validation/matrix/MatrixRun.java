package org.unroll4j.validation.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Updater;

/** Goes through cells, options and types. */
public final class MatrixRun {

  private final Matrix matrix;
  private final Predicate<String> wanted;
  private final Matrix.Witness witness;
  private final List<MatrixCell> cells = new ArrayList<>();
  private final List<Map<String, Object>> overLength = new ArrayList<>();
  private final List<Map<String, Object>> overUpdates = new ArrayList<>();

  /** Told before each part. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Called before a part is done.
     *
     * @param done parts that have been done
     * @param total all parts
     * @param next the next one: {@code lstm, both directions, DOUBLE}
     */
    void next(int done, int total, String next);
  }

  /**
   * A run.
   *
   * @param only words that the name of a part must hold, all of them
   * @param witness told what the arbiter says to the options' cases
   */
  public MatrixRun(Matrix matrix, List<String> only, Matrix.Witness witness) {
    this.matrix = matrix;
    this.witness = witness;
    List<String> words = only.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    this.wanted = name -> words.stream().allMatch(name.toLowerCase(Locale.ROOT)::contains);
  }

  private record Part(String name, Runnable work) {}

  /**
   * Does all parts.
   *
   * @throws IllegalArgumentException if the words leave nothing to do
   */
  public void run(Progress progress) {
    List<Part> parts = parts().filter(part -> wanted.test(part.name)).toList();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing to validate: no cell with its option and type has all these words; there are for example '%s'."
              .formatted(parts().findFirst().orElseThrow().name));
    }
    for (int i = 0; i < parts.size(); i++) {
      progress.next(i, parts.size(), parts.get(i).name);
      parts.get(i).work.run();
    }
  }

  private Stream<Part> parts() {
    return Arrays.stream(CellKind.values())
        .flatMap(cell -> Arrays.stream(NumberType.values()).flatMap(type -> parts(cell, type)));
  }

  private Stream<Part> parts(CellKind cell, NumberType type) {
    Stream<Part> options =
        Option.ALL.stream()
            .map(
                option ->
                    new Part(
                        name(cell, option.label(), type),
                        () ->
                            cells.addAll(
                                matrix.compare(Cases.matrix(cell, option, type), witness))));
    Stream<Part> lengths =
        Stream.of(new Part(name(cell, "lengths of sequences", type), () -> lengths(cell, type)));
    Stream<Part> trainings =
        Trainings.updaters(type).stream()
            .map(
                updater ->
                    new Part(
                        name(cell, Trainings.option(updater), type),
                        () -> training(cell, type, updater)));
    return Stream.of(options, lengths, trainings).flatMap(part -> part);
  }

  private static String name(CellKind cell, String option, NumberType type) {
    return "%s, %s, %s".formatted(cell.label(), option, type);
  }

  private void lengths(CellKind cell, NumberType type) {
    Lengths.Result result = Lengths.compare(matrix, cell, type);
    cells.addAll(result.cells());
    overLength.addAll(result.series());
  }

  private void training(CellKind cell, NumberType type, Updater updater) {
    Trainings.Result result =
        new Trainings(matrix.engines(), matrix.peers()).compare(cell, type, updater);
    cells.addAll(result.cells());
    overUpdates.addAll(result.series());
  }

  /** All comparisons so far. */
  public List<MatrixCell> cells() {
    return List.copyOf(cells);
  }

  /** Errors over the length of sequences so far, as plain values. */
  public List<Map<String, Object>> overLength() {
    return List.copyOf(overLength);
  }

  /** Errors over updates so far, as plain values. */
  public List<Map<String, Object>> overUpdates() {
    return List.copyOf(overUpdates);
  }

  /** How many comparisons came to each verdict. */
  public Map<String, Integer> totals() {
    Map<String, Integer> totals = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      totals.put(verdict.label(), 0);
    }
    cells.forEach(cell -> totals.merge(cell.verdict().label(), 1, Integer::sum));
    return totals;
  }
}
