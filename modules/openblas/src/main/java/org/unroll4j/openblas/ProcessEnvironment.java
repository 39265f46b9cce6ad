package org.unroll4j.openblas;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * A variable in the environment of this very process, as native libraries read it, until it is
 * closed. Java's own {@link System#getenv} keeps the copy that it made before and sees nothing.
 *
 * <p>glibc extends the environment by making a new table and leaves the old one as it is, so that a
 * thread that reads at the same moment is not disturbed.
 */
final class ProcessEnvironment implements AutoCloseable {

  /** The environment as POSIX describes it. */
  interface C extends Library {
    C LIBRARY = Native.load("c", C.class);

    String getenv(String name);

    int setenv(String name, String value, int overwrite);

    int unsetenv(String name);
  }

  private final String name;
  private final String before;

  private ProcessEnvironment(String name, String before) {
    this.name = name;
    this.before = before;
  }

  /** Sets a variable. */
  static ProcessEnvironment with(String name, String value) {
    String before = get(name);
    if (C.LIBRARY.setenv(name, value, 1) != 0) {
      throw new IllegalStateException("setenv refused %s=%s.".formatted(name, value));
    }
    return new ProcessEnvironment(name, before);
  }

  /** The variable as native libraries see it now, or null. */
  static String get(String name) {
    return C.LIBRARY.getenv(name);
  }

  /** Puts back what was there. */
  @Override
  public void close() {
    if (before == null) {
      C.LIBRARY.unsetenv(name);
    } else {
      C.LIBRARY.setenv(name, before, 1);
    }
  }

  @Override
  public String toString() {
    return name + "=" + get(name);
  }
}
