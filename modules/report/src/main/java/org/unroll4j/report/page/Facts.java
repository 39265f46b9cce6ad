package org.unroll4j.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Names and values in two columns.
 *
 * @param title what they are about
 * @param entries in reading order
 */
public record Facts(String title, List<Entry> entries) implements Block {

  public Facts {
    entries = List.copyOf(entries);
  }

  @Override
  public String kind() {
    return "facts";
  }

  /** One name and its value. */
  public record Entry(String name, String value) {}

  /** Collects entries and leaves out those without a value. */
  public static final class Builder {

    private final String title;
    private final List<Entry> entries = new ArrayList<>();

    public Builder(String title) {
      this.title = title;
    }

    public Builder add(String name, String value) {
      if (!value.isBlank()) {
        entries.add(new Entry(name, value));
      }
      return this;
    }

    /** The facts as a block, or nothing if there are none. */
    public List<Block> blocks() {
      return entries.isEmpty() ? List.of() : List.of(new Facts(title, entries));
    }
  }
}
