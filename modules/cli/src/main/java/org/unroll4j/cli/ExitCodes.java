package org.unroll4j.cli;

/** What the process's exit code means; {@code docs/command.md} says it to users. */
final class ExitCodes {

  static final int OK = 0;

  /** Something that should not happen. */
  static final int INTERNAL_ERROR = 1;

  /** The command line or the configuration is wrong. */
  static final int USAGE = 2;

  /** The data cannot be used. */
  static final int BAD_DATA = 3;

  /** Loss or gradient is not finite any more. */
  static final int DIVERGED = 4;

  /** The validation found a difference that should not be there. */
  static final int DIFFERENT = 5;

  /** Stopped by Ctrl-C; the run can be resumed. */
  static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
