package org.unroll4j.validation.register;

import java.util.Locale;
import org.unroll4j.validation.register.program.Program;

/**
 * A divergence of a library: its identifier, its words and its program. Enums implement it, one per
 * library; their words stand in {@code divergences.yaml} beside the enum's class, by identifier.
 */
public interface Divergence {

  /** The enum constant's name. */
  String name();

  /** The library that diverges. */
  Product product();

  /** The program that shows it. */
  Program program();

  /** The identifier by which records and documents refer to it; it does not change. */
  default String id() {
    return product().prefix() + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
