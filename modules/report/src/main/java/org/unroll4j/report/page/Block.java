package org.unroll4j.report.page;

/** Something that stands in a section. */
public sealed interface Block permits Figure, Table, Facts, Code {

  /** The name by which the template knows it. */
  String kind();
}
