package org.unroll4j.data.windows;

import java.util.List;

/** Some channels of a window that belong together. */
interface ChannelGroup {

  /** Names of the channels, in their order. */
  List<String> names();

  /**
   * Writes them for the steps from {@code existsFrom} to before {@code end}; a step of the window
   * at which the series does not exist yet stays 0.
   *
   * @param target channel c of step i goes to {@code at + c·T + i}; filled with 0
   */
  void write(Window window, float[] target, int at);
}
