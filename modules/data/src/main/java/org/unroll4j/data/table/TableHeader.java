package org.unroll4j.data.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.unroll4j.data.DataException;

/** The names of the columns of a table, and where they stand. */
public final class TableHeader {
  private static final int SHOWN = 300;

  private final String source;
  private final List<String> names;

  /**
   * A header.
   *
   * @param source name of the file, for messages
   */
  public TableHeader(String source, List<String> names) {
    this.source = source;
    this.names = List.copyOf(names);
  }

  /** All columns, in the order of the file. */
  public List<String> names() {
    return names;
  }

  /**
   * Where the columns stand in the file.
   *
   * @throws DataException if one is missing, or its name stands twice
   */
  public List<Integer> find(List<String> columns) {
    return columns.stream().map(this::find).toList();
  }

  /**
   * Where a column stands, from 0.
   *
   * @param wanted a name, or several with a {@code |} between them, of which the first one counts
   *     that the file has
   * @throws DataException if it is missing, or its name stands twice
   */
  public int find(String wanted) {
    String column =
        Stream.concat(Stream.of(wanted), Arrays.stream(wanted.split("\\|")).map(String::strip))
            .filter(names::contains)
            .findFirst()
            .orElseThrow(() -> missing(wanted));
    int index = names.indexOf(column);
    if (names.lastIndexOf(column) != index) {
      throw new DataException(
          "%s: column \"%s\" stands twice in the header (%s); rename one of them."
              .formatted(source, column, shown()));
    }
    return index;
  }

  private DataException missing(String column) {
    return new DataException(
        "%s: column \"%s\" is missing; the file has %s; %s"
            .formatted(source, column, shown(), advice()));
  }

  private String shown() {
    String all = String.join(", ", names).replaceAll("\\p{Cntrl}", "?");
    return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + " …";
  }

  private String advice() {
    boolean otherSeparator = names.size() == 1 && names.get(0).matches(".*[;\t|].*");
    return otherSeparator
        ? "separate the cells by commas."
        : "correct the name in the configuration.";
  }
}
