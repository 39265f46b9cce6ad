package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The record of an equivalence matrix, schema {@code unroll4j.equivalence/1}. */
final class EquivalenceRecord {

  static final String SCHEMA = "unroll4j.equivalence/1";

  private final JsonNode json;
  private final List<Comparison> comparisons;

  EquivalenceRecord(JsonNode json) {
    this.json = json;
    this.comparisons = Values.elements(json, "cells").stream().map(Comparison::of).toList();
  }

  /** What came out, from harmless to alarming. */
  enum Verdict {
    NOT_OFFERED("not offered", "no"),
    EQUAL("equal", "eq"),
    PEER_WRONG("peer wrong", "pw"),
    DIFFERENT("different", "ne");

    private final String label;
    private final String style;

    Verdict(String label, String style) {
      this.label = label;
      this.style = style;
    }

    String label() {
      return label;
    }

    /** The CSS class. */
    String style() {
      return style;
    }

    /** What is no known verdict must not look harmless. */
    static Verdict of(String text) {
      for (Verdict verdict : values()) {
        if (verdict.label.equals(text)) {
          return verdict;
        }
      }
      return DIFFERENT;
    }
  }

  /** Who was compared in which type. */
  record Column(String peer, String engine, String type) {}

  /**
   * One quantity held against a peer's.
   *
   * @param error NaN where there is none
   * @param tolerance NaN where there is none
   */
  record Comparison(
      String cell,
      String option,
      Column column,
      String quantity,
      double error,
      String where,
      double tolerance,
      Verdict verdict,
      String note,
      String divergence) {

    /** The last is the one to look at first; a figure that is no number counts as infinite. */
    static final Comparator<Comparison> ALARM =
        Comparator.comparing(Comparison::verdict)
            .thenComparingDouble(Comparison::share)
            .thenComparingDouble(Comparison::error);

    static Comparison of(JsonNode json) {
      return new Comparison(
          Values.text(json, "cell"),
          Values.text(json, "option"),
          new Column(
              Values.text(json, "peer"),
              Values.text(json, "engine"),
              Values.text(json, "type").toLowerCase(Locale.ROOT)),
          Values.text(json, "quantity"),
          Values.number(json, "error").orElse(Double.NaN),
          where(Values.at(json, "where")),
          Values.number(json, "tolerance").orElse(Double.NaN),
          Verdict.of(Values.text(json, "verdict")),
          Values.text(json, "note"),
          Values.text(json, "divergence"));
    }

    private static String where(JsonNode where) {
      return where.isArray() ? where.toString().replace(",", ", ") : where.asText("");
    }

    boolean isCompared() {
      return verdict != Verdict.NOT_OFFERED;
    }

    /** The error in units of its tolerance; NaN where one of them is missing. */
    double share() {
      return error / tolerance;
    }

    String errorText() {
      return Double.isNaN(error) ? (isCompared() ? "no number" : "") : number(error);
    }

    String toleranceText() {
      return Double.isNaN(tolerance) || tolerance == 0 ? "" : number(tolerance);
    }

    private static String number(double value) {
      return value >= PowersOfTen.INFINITE ? "∞" : Unit.ERROR.format(value);
    }
  }

  JsonNode json() {
    return json;
  }

  List<Comparison> comparisons() {
    return comparisons;
  }

  List<Comparison> of(Verdict verdict) {
    return comparisons.stream().filter(one -> one.verdict() == verdict).toList();
  }

  /** The comparison that comes closest to its tolerance, or exceeds it most, of those given. */
  static Optional<Comparison> worst(List<Comparison> some) {
    return some.stream().filter(one -> !Double.isNaN(one.error())).max(Comparison.ALARM);
  }

  /** Peers in the record's order; those that were never asked come too. */
  Set<String> peers() {
    Set<String> peers = new LinkedHashSet<>();
    Values.entries(json, "peers").forEach(entry -> peers.add(entry.getKey()));
    comparisons.forEach(one -> peers.add(one.column().peer()));
    return peers;
  }

  /** A peer's name for a reader. */
  String label(String peer) {
    String label = json.path("peers").path(peer).path("label").asText("");
    return label.isEmpty() ? peer : label;
  }

  /** A cell's name for a reader: {@code lstm} as LSTM. */
  static String cellName(String cell) {
    String name = cell;
    for (String known : List.of("lstm", "gru", "rnn")) {
      name = name.replaceAll("(?i)\\b" + known + "\\b", known.toUpperCase(Locale.ROOT));
    }
    return Names.capital(name);
  }

  /** A column of the matrix in words. */
  String who(Column column) {
    return "%s %s against %s".formatted(column.engine(), column.type(), label(column.peer()));
  }
}
