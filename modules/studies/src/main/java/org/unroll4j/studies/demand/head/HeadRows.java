package org.unroll4j.studies.demand.head;

/**
 * Losses and gradients of the steps of a batch.
 *
 * @param losses weighted, one per step
 * @param gradients of the sum of the losses, the outputs of a step one after another
 */
record HeadRows(double[] losses, double[] gradients) {

  /**
   * All steps.
   *
   * @param z outputs, [n, P]
   * @param labels [n, 3]
   * @param mask [n], or null
   */
  static HeadRows of(HeadLoss loss, double[] z, double[] labels, double[] mask) {
    Head head = loss.head();
    int columns = head.outputs();
    int n = z.length / columns;
    HeadRows rows = new HeadRows(new double[n], new double[z.length]);
    double[] outputs = new double[columns];
    double[] gradient = new double[columns];
    for (int i = 0; i < n; i++) {
      double m = mask == null ? 1 : mask[i];
      if (m == 0) {
        continue;
      }
      System.arraycopy(z, i * columns, outputs, 0, columns);
      Target target = target(labels, i * HeadLoss.LABELS);
      double weight = m * loss.weight(target.scale());
      rows.losses[i] = weight * head.loss(outputs, target, gradient);
      for (int j = 0; j < columns; j++) {
        rows.gradients[i * columns + j] = weight * gradient[j];
      }
    }
    return rows;
  }

  private static Target target(double[] labels, int at) {
    double y = labels[at];
    double scale = labels[at + 1];
    if (!(scale > 0 && Double.isFinite(scale) && Double.isFinite(y))) {
      throw new IllegalArgumentException(
          "HeadLoss: a labelled step needs a value and a positive scale, but they are %s and %s."
              .formatted(y, scale));
    }
    return new Target(y, scale, labels[at + 2] > 0);
  }

  double sum() {
    double sum = 0;
    for (double each : losses) {
      sum += each;
    }
    return sum;
  }
}
