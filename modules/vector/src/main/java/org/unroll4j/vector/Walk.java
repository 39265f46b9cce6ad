package org.unroll4j.vector;

/**
 * The visits of one thread in the order in which it makes them; a visit is one valid step of one
 * sequence. Says for each visit which rows it reads and writes.
 *
 * @param row of inputs, outputs and hidden states, which are those of [T·N]
 * @param before of the hidden state before
 * @param sequence of what there is once for each sequence
 * @param gates of the tape's gates
 * @param memory of the cell's memory
 * @param memoryBefore of the memory before
 * @param stepEnds behind the last visit of each step, for the steps that have any
 * @param steps how many of {@code stepEnds} there are
 */
record Walk(
    int[] row,
    int[] before,
    int[] sequence,
    int[] gates,
    int[] memory,
    int[] memoryBefore,
    int[] stepEnds,
    int steps) {

  /** The first visit of a step; the number of visits, if there is no such step any more. */
  int stepFrom(int step) {
    return step == 0 ? 0 : stepEnds[step - 1];
  }

  /** How many sequences take part in a step. */
  int stepSize(int step) {
    return stepEnds[step] - stepFrom(step);
  }

  /**
   * Behind the steps from {@code from} on that together have this many visits, or all there are.
   */
  int blockEnd(int from, int visits) {
    int to = from;
    while (to < steps && stepFrom(to) - stepFrom(from) < visits) {
      to++;
    }
    return to;
  }

  /** The most sequences that take part in a step. */
  int largestStep() {
    int largest = 0;
    for (int step = 0; step < steps; step++) {
      largest = Math.max(largest, stepSize(step));
    }
    return largest;
  }

  /** The same visits, where gates and memory are kept for the current step only. */
  Walk forgetting() {
    return new Walk(row, before, sequence, sequence, sequence, sequence, stepEnds, steps);
  }
}
