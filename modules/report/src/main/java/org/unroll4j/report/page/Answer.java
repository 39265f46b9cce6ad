package org.unroll4j.report.page;

import java.util.List;

/**
 * The result in words.
 *
 * @param verdict a few words for a badge
 * @param headline one sentence
 * @param details further sentences, a paragraph each
 */
public record Answer(Verdict verdict, String headline, List<String> details) {

  public Answer {
    details = List.copyOf(details);
  }

  /** How a model stands against its baselines, or a layer beside its peers. */
  public enum Verdict {
    AHEAD("Ahead of every baseline"),
    UNDECIDED("No clear winner"),
    MIXED("Ahead by WAPE, not by everything"),
    BEHIND("A baseline wins"),
    EQUAL("Equal"),
    DIFFERENT("Something differs"),
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
