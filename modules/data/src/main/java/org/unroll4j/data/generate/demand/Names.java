package org.unroll4j.data.generate.demand;

/** Names of stores and products: a letter and a number from 1, as wide as the last one needs. */
final class Names {
  private static final int LEAST_DIGITS = 2;

  private Names() {}

  static String of(char letter, int index, int count) {
    String digits = Integer.toString(index + 1);
    int width = Math.max(LEAST_DIGITS, Integer.toString(count).length());
    return letter + "0".repeat(width - digits.length()) + digits;
  }

  /** The index of a name; −1 if no name of these is that. */
  static int index(String name, char letter, int count) {
    if (!name.matches("[A-Z]\\d{2,9}")) {
      return -1;
    }
    int index = Integer.parseInt(name.substring(1)) - 1;
    boolean known = index >= 0 && index < count && of(letter, index, count).equals(name);
    return known ? index : -1;
  }
}
