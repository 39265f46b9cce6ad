package org.unroll4j.validation.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Peer;
import org.unroll4j.validation.peer.Updater;
import org.unroll4j.validation.peer.Values;

/** Parameters after some updates: the same updater on everybody's own gradients. */
final class Trainings {

  /** After how many updates the parameters are compared. */
  static final List<Integer> COMPARED = List.of(1, 2, 5, 10, 20, 50, 100);

  /** Those that are in the matrix; the others are in the series only. */
  private static final List<Integer> IN_MATRIX = List.of(1, 10, 100);

  private static final Updater SGD = Updater.sgd(0.1);
  private static final Updater ADAM = Updater.adam(1e-3, 1e-3);

  private final List<Peer> engines;
  private final List<Peer> peers;

  Trainings(List<Peer> engines, List<Peer> peers) {
    this.engines = engines;
    this.peers = peers;
  }

  /** SGD in both types, Adam in double. */
  static List<Updater> updaters(NumberType type) {
    return type == NumberType.DOUBLE ? List.of(SGD, ADAM) : List.of(SGD);
  }

  /** The name of a training in the place of an option. */
  static String option(Updater updater) {
    return "training, " + name(updater);
  }

  private static String name(Updater updater) {
    return updater.kind() == Updater.Kind.SGD ? "SGD" : "Adam";
  }

  /**
   * What comes out of a training.
   *
   * @param cells entries of the matrix
   * @param series errors over updates, as plain values
   */
  record Result(List<MatrixCell> cells, List<Map<String, Object>> series) {}

  /** Trains with everybody's gradients and compares. */
  Result compare(CellKind cell, NumberType type, Updater updater) {
    Case start = Cases.training(cell, type);
    Map<Peer, Course> courses = new LinkedHashMap<>();
    engines.forEach(engine -> courses.put(engine, course(engine, start, updater)));
    peers.forEach(peer -> courses.computeIfAbsent(peer, p -> course(p, start, updater)));
    List<MatrixCell> cells = new ArrayList<>();
    List<Map<String, Object>> series = new ArrayList<>();
    for (Peer engine : engines) {
      if (courses.get(engine).reason.isEmpty()) {
        for (Peer peer : peers) {
          boolean itself = type == NumberType.DOUBLE && peer.id().equals(engine.id() + "-double");
          if (!itself) {
            new Pair(start, updater, engine, peer).compare(courses, cells, series);
          }
        }
      }
    }
    return new Result(cells, series);
  }

  /**
   * A training.
   *
   * @param parameters at the compared updates
   * @param reason why there is none, or empty
   */
  private record Course(Map<Integer, List<Map<String, Values>>> parameters, String reason) {}

  private static Course course(Peer peer, Case start, Updater updater) {
    Map<Integer, List<Map<String, Values>>> kept = new LinkedHashMap<>();
    Updater.Course course = updater.start(start.type());
    List<Map<String, Values>> parameters = start.data().parameters();
    int last = COMPARED.get(COMPARED.size() - 1);
    for (int update = 1; update <= last; update++) {
      Case asked = start.withParameters(parameters);
      Reply reply = Reply.of(peer, asked);
      Optional<String> missing = missing(reply, asked);
      if (missing.isPresent()) {
        return new Course(Map.of(), missing.get());
      }
      parameters = course.next(parameters, reply.answer());
      if (COMPARED.contains(update)) {
        kept.put(update, parameters);
      }
    }
    return new Course(kept, "");
  }

  private static Optional<String> missing(Reply reply, Case asked) {
    if (!reply.isGiven()) {
      return Optional.of(reply.isRefused() ? reply.refusal() : reply.failure());
    }
    Answer answer = reply.answer();
    return asked.quantities().stream()
        .filter(
            quantity ->
                !answer.quantities().containsKey(quantity)
                    || !answer.quantities().get(quantity).stream().allMatch(Values::isComplete))
        .map(quantity -> answer.notOffered().getOrDefault(quantity, "no complete " + quantity))
        .findFirst();
  }

  private record Pair(Case start, Updater updater, Peer engine, Peer peer) {

    void compare(
        Map<Peer, Course> courses, List<MatrixCell> cells, List<Map<String, Object>> series) {
      Course ours = courses.get(engine);
      Course theirs = courses.get(peer);
      for (int updates : theirs.reason.isEmpty() ? COMPARED : IN_MATRIX) {
        double tolerance = Tolerances.afterUpdates(start.type(), updater, updates);
        MatrixCell cell =
            theirs.reason.isEmpty()
                ? MatrixCell.judged(
                    place(updates),
                    difference(ours.parameters.get(updates), theirs.parameters.get(updates)),
                    tolerance)
                : missing(place(updates), tolerance, theirs.reason);
        if (IN_MATRIX.contains(updates)) {
          cells.add(cell);
        }
        if (cell.error() != null) {
          series.add(point(cell, updates));
        }
      }
    }

    private MatrixCell missing(MatrixCell.Place place, double tolerance, String reason) {
      return reason.startsWith("failed")
          ? MatrixCell.failed(place, reason)
          : MatrixCell.notOffered(place, tolerance, reason);
    }

    private MatrixCell.Place place(int updates) {
      return new MatrixCell.Place(
          start.structure().cell().label(),
          option(updater),
          start.type(),
          engine.id(),
          peer.id(),
          "parameters after %d update%s".formatted(updates, updates == 1 ? "" : "s"));
    }

    private Difference difference(
        List<Map<String, Values>> ours, List<Map<String, Values>> theirs) {
      Difference worst = new Difference(-1, "");
      for (String name : theirs.get(0).keySet()) {
        Difference d =
            Difference.of(
                ours.stream().map(unit -> unit.get(name)).toList(),
                theirs.stream().map(unit -> unit.get(name)).toList(),
                start.structure());
        worst =
            d.error() > worst.error() ? new Difference(d.error(), name + " " + d.where()) : worst;
      }
      return worst;
    }

    private Map<String, Object> point(MatrixCell cell, int updates) {
      Map<String, Object> point = new LinkedHashMap<>();
      point.put("cell", cell.place().cell());
      point.put("type", cell.place().type().name());
      point.put("engine", engine.id());
      point.put("peer", peer.id());
      point.put("updater", name(updater).toLowerCase(Locale.ROOT));
      point.put("updates", updates);
      point.put("error", Math.min(cell.error(), 1e300));
      point.put("tolerance", cell.tolerance());
      return point;
    }
  }
}
