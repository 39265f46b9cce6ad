package org.unroll4j.report.page;

import java.util.List;

/**
 * The result in words.
 *
 * @param verdict whether the model is ahead of its baselines
 * @param headline one sentence
 * @param details further sentences, a paragraph each
 */
public record Answer(Verdict verdict, String headline, List<String> details) {

  public Answer {
    details = List.copyOf(details);
  }

  /** How the model stands against the best of its baselines. */
  public enum Verdict {
    AHEAD("Ahead of every baseline"),
    UNDECIDED("No clear winner"),
    BEHIND("A baseline wins"),
    NONE("");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    /** A few words for a badge, or nothing. */
    public String label() {
      return label;
    }

    /** The CSS class of the badge. */
    public String style() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
