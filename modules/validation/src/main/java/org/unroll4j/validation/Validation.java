package org.unroll4j.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.validation.differences.DifferencesPeer;
import org.unroll4j.validation.dl4j.Dl4jPeer;
import org.unroll4j.validation.engine.EnginePeer;
import org.unroll4j.validation.matrix.Matrix;
import org.unroll4j.validation.matrix.MatrixCell;
import org.unroll4j.validation.matrix.MatrixRun;
import org.unroll4j.validation.matrix.Verdict;
import org.unroll4j.validation.mutant.MutantRun;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Peer;
import org.unroll4j.validation.register.Entry;
import org.unroll4j.validation.register.Register;

/**
 * The equivalence matrix of all engines on the class path with the peers that need no download
 * (Deeplearning4j, central differences, the reference engine in double) and with others.
 */
public final class Validation {

  /** The schema of the record. */
  public static final String SCHEMA = "unroll4j.equivalence/1";

  private final List<Peer> engines;
  private final List<Peer> peers;
  private final Selection selection;
  private final Map<NumberType, Peer> arbiters;

  /**
   * What is to be done.
   *
   * @param engines names of engines; empty for all
   * @param peers identifiers of peers; empty for all
   * @param only words that the name of a part of the matrix must hold, all of them: {@code gru},
   *     {@code truncation}, {@code double}
   */
  public record Selection(Set<String> engines, Set<String> peers, List<String> only) {

    /** Everything. */
    public static final Selection ALL = new Selection(Set.of(), Set.of(), List.of());

    private boolean isEverything() {
      return engines.isEmpty() && peers.isEmpty() && only.isEmpty();
    }
  }

  /**
   * A validation.
   *
   * @param others peers beside those that need no download
   * @throws IllegalArgumentException if an engine or a peer is chosen that is not there
   */
  public Validation(List<Peer> others, Selection selection) {
    Peer differences = new DifferencesPeer();
    Peer inDouble = EnginePeer.inDouble(Engines.reference());
    List<Peer> allPeers = new ArrayList<>(List.of(inDouble, differences, new Dl4jPeer()));
    allPeers.addAll(others);
    List<Peer> allEngines = new ArrayList<>();
    for (Engine engine : Engines.all()) {
      allEngines.add(new EnginePeer(engine));
    }
    this.selection = selection;
    this.engines = chosen("--engine", allEngines, selection.engines);
    this.peers = chosen("--peer", allPeers, selection.peers);
    this.arbiters = Map.of(NumberType.DOUBLE, differences, NumberType.FLOAT, inDouble);
  }

  private static List<Peer> chosen(String option, List<Peer> all, Set<String> names) {
    Set<String> known = all.stream().map(Peer::id).collect(Collectors.toCollection(TreeSet::new));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "%s %s: there is none of this name; there are: %s."
                .formatted(option, name, String.join(", ", known)));
      }
    }
    return all.stream().filter(peer -> names.isEmpty() || names.contains(peer.id())).toList();
  }

  /**
   * Runs the matrix, the mutants and the register's programs.
   *
   * @param progress told before each part
   * @throws IllegalArgumentException if the selection leaves nothing to do
   */
  public Result run(MatrixRun.Progress progress) {
    boolean all = selection.isEverything();
    MutantRun mutants = new MutantRun();
    MatrixRun run =
        new MatrixRun(
            new Matrix(engines, peers, arbiters),
            selection.only,
            (asked, arbiter) -> {
              if (all) {
                mutants.add(asked, arbiter);
              }
            });
    run.run(progress);
    if (!all) {
      return new Result(run, List.of(), List.of());
    }
    progress.next(1, 1, "register of divergences");
    return new Result(
        run, mutants.plainValues(), Register.run().stream().map(Entry::plainValues).toList());
  }

  /** What came out. */
  public final class Result {
    private final MatrixRun run;
    private final List<Map<String, Object>> mutants;
    private final List<Map<String, Object>> entries;

    private Result(
        MatrixRun run, List<Map<String, Object>> mutants, List<Map<String, Object>> entries) {
      this.run = run;
      this.mutants = mutants;
      this.entries = entries;
    }

    /** All comparisons. */
    public List<MatrixCell> cells() {
      return run.cells();
    }

    /** How many comparisons came to each verdict. */
    public Map<String, Integer> totals() {
      return run.totals();
    }

    /** The comparisons that came out different. */
    public List<MatrixCell> different() {
      return cells().stream().filter(cell -> cell.verdict() == Verdict.DIFFERENT).toList();
    }

    /** Names of the mutants that were not caught where they should be, and only there. */
    public List<String> strayMutants() {
      return mutants.stream()
          .filter(mutant -> mutant.get("asExpected").equals(false))
          .map(mutant -> mutant.get("mutant").toString())
          .toList();
    }

    /** Whether nothing is different and every mutant was caught, and where it should be. */
    public boolean passed() {
      return different().isEmpty() && strayMutants().isEmpty();
    }

    /**
     * The record as plain values, in the order in which it is written down.
     *
     * @param provenance where and when it was made
     * @param moreEntries entries of the register from other modules
     */
    public Map<String, Object> record(
        Map<String, Object> provenance, List<Map<String, Object>> moreEntries) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("schema", SCHEMA);
      record.put("provenance", provenance);
      record.put("engines", facts(engines));
      record.put("peers", facts(peers));
      record.put("totals", totals());
      record.put("cells", cells().stream().map(MatrixCell::plainValues).toList());
      record.put("overLength", run.overLength());
      record.put("overUpdates", run.overUpdates());
      record.put("mutants", mutants);
      List<Map<String, Object>> all = new ArrayList<>(entries);
      all.addAll(moreEntries);
      record.put("register", all);
      return record;
    }
  }

  private static Map<String, Object> facts(List<Peer> of) {
    Map<String, Object> facts = new LinkedHashMap<>();
    of.forEach(peer -> facts.put(peer.id(), peer.facts()));
    return facts;
  }
}
