package org.unroll4j.report.page;

/** Something that stands in a section. */
public sealed interface Block permits Figure, Table, Facts, Code, Matrix, Finding {

  /** The name by which the template knows it. */
  String kind();
}
