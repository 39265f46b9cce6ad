package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Words for the keys of a record. */
final class Names {

  private static final Map<String, String> BASELINES =
      Map.ofEntries(
          Map.entry("baseRate", "base rate"),
          Map.entry("logisticCounts", "logistic regression on counts"),
          Map.entry("markov", "Markov model"),
          Map.entry("boostedTrees", "boosted trees"),
          Map.entry("last", "last value"),
          Map.entry("seasonalDay", "same time yesterday"),
          Map.entry("seasonalWeek", "same time last week"),
          Map.entry("meanOfDays", "28-day same-time mean"),
          Map.entry("medianOfDays", "28-day same-time median"),
          Map.entry("linear", "linear autoregression"),
          Map.entry("naive2", "Naive2 of the M4 competition"));

  /** Of these one speaks with an article. */
  private static final Set<String> DEFINITE =
      Set.of(
          "baseRate",
          "markov",
          "seasonalDay",
          "seasonalWeek",
          "meanOfDays",
          "medianOfDays",
          "linear",
          "last");

  private static final Map<String, String> FACTS =
      Map.of(
          "createdAt", "Made at",
          "cpu", "Processor",
          "memoryGiB", "Memory, GiB",
          "os", "System",
          "jdk", "Java",
          "blas", "BLAS",
          "nd4j", "ND4J",
          "pytorch", "PyTorch",
          "onnxruntime", "ONNX Runtime",
          "dl4j", "Deeplearning4j");

  private Names() {}

  /** A baseline in words, as in the middle of a sentence. */
  static String baseline(String key) {
    return BASELINES.getOrDefault(key, words(key));
  }

  /** Whether "the" stands before this baseline's name. */
  static boolean hasArticle(String baseline) {
    return DEFINITE.contains(baseline);
  }

  /** A fact about a run or a machine. */
  static String fact(String key) {
    return FACTS.getOrDefault(key, capital(words(key)));
  }

  /** The network of a run, such as {@code LSTM} or {@code LSTM (Deeplearning4j)}. */
  static String model(Run run) {
    String cell = Values.text(run.json(), "model.cell");
    String name = cell.isEmpty() ? "model" : cell.toUpperCase(Locale.ROOT);
    boolean foreign =
        Values.text(run.json(), "model.implementation").toLowerCase(Locale.ROOT).contains("dee");
    return foreign ? name + " (Deeplearning4j)" : name;
  }

  /** What is predicted, as in "the chance of …". */
  static String target(JsonNode json) {
    if (perSession(json)) {
      return "the label of a session";
    }
    OptionalDouble horizon = Values.number(json, "task.horizonMinutes");
    return horizon.isPresent()
        ? "a purchase within " + minutes(horizon.getAsDouble())
        : "a purchase";
  }

  /** A duration within a sentence. */
  static String minutes(double minutes) {
    return Unit.NUMBER.format(minutes) + (minutes == 1 ? "\u00a0minute" : "\u00a0minutes");
  }

  /** What one prediction is made for. */
  static String unit(JsonNode json) {
    return perSession(json) ? "session" : "event";
  }

  static boolean perSession(JsonNode json) {
    return Values.text(json, "task.kind").equals("sessionLabel");
  }

  /** {@code camelCase} and {@code snake_case} as words. */
  static String words(String key) {
    return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])|_", " ").strip().toLowerCase(Locale.ROOT);
  }

  /** What a paired test compares. */
  static String testedMetric(String key) {
    return switch (key) {
      case "mae" -> "absolute errors";
      case "wql" -> "quantile losses";
      default -> words(key);
    };
  }

  /** The share of targets that a key stands for. */
  static String share(String key) {
    return switch (key) {
      case "zeroShare" -> "Share of zeros";
      case "stockoutShare" -> "Share sold out";
      default -> capital(words(key));
    };
  }

  /** The opposite of {@link #capital}. */
  static String small(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
