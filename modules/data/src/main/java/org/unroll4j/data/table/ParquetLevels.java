package org.unroll4j.data.table;

/**
 * What can be missing in a column, and whether its cells are lists. The format counts it in levels:
 * a value has the highest definition level, and a repetition level above 0 goes on with the list of
 * the value before it. Source: S. Melnik and others, "Dremel: Interactive Analysis of Web-Scale
 * Datasets", VLDB 2010, section 4.1.
 *
 * @param optional whether a cell, single or a list, can be missing
 * @param list whether a cell is a list
 * @param optionalElements whether an element of a list can be missing
 */
record ParquetLevels(boolean optional, boolean list, boolean optionalElements) {

  int maxRepetition() {
    return list ? 1 : 0;
  }

  int maxDefinition() {
    return toInt(optional) + toInt(list) + toInt(optionalElements);
  }

  /** Whether an entry of this definition level says that there is no list. */
  boolean isMissingList(int definition) {
    return definition < toInt(optional);
  }

  /** Whether an entry of this definition level is an element of a list, be it a missing one. */
  boolean isElement(int definition) {
    return definition > toInt(optional);
  }

  private static int toInt(boolean one) {
    return one ? 1 : 0;
  }
}
