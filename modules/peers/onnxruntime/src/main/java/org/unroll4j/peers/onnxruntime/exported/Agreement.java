package org.unroll4j.peers.onnxruntime.exported;

/**
 * How near two sets of predictions are.
 *
 * @param sequences how many were compared
 * @param events how many of their events have a prediction
 * @param largest the largest |ours − theirs|
 * @param sequence where it is, counted from 0
 * @param event where it is, counted from 0
 */
record Agreement(int sequences, int events, double largest, int sequence, int event) {

  static Agreement of(int sequences) {
    return new Agreement(sequences, 0, 0, 0, 0);
  }

  /**
   * With one more sequence. A prediction on one side only is infinitely far.
   *
   * @param ours a probability per event, NaN for none
   * @param theirs the same
   */
  Agreement with(int number, double[] ours, double[] theirs) {
    Agreement agreement = this;
    for (int t = 0; t < ours.length; t++) {
      boolean one = !Double.isNaN(ours[t]) || !Double.isNaN(theirs[t]);
      if (one) {
        double distance = Math.abs(ours[t] - theirs[t]);
        agreement =
            agreement.withEvent(
                number, t, Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance);
      }
    }
    return agreement;
  }

  private Agreement withEvent(int number, int t, double distance) {
    return distance > largest
        ? new Agreement(sequences, events + 1, distance, number, t)
        : new Agreement(sequences, events + 1, largest, sequence, event);
  }
}
