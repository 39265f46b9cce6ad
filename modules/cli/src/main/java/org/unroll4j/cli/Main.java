package org.unroll4j.cli;

/** Starts the command. */
public final class Main {

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Unroll.commandLine().execute(args));
  }
}
