package org.unroll4j.studies.demand.scores;

/** What the metrics of a group of targets are computed from. */
final class Sums {

  long targets;
  double values;
  double magnitudes;
  double absoluteErrors;
  double errors;
  double squaredErrors;
  double symmetricErrors;
  double quantileLosses;
  double crps;
  long inside80;
  double width80;
  long inside95;
  double width95;

  void add(TargetScore score) {
    double y = score.value();
    targets++;
    values += y;
    magnitudes += Math.abs(y);
    absoluteErrors += score.absoluteError();
    errors += score.mean() - y;
    squaredErrors += (score.mean() - y) * (score.mean() - y);
    symmetricErrors += symmetric(y, score.median());
    quantileLosses += score.quantileLoss();
    crps += score.crps();
    inside80 += score.middle80().holds(y) ? 1 : 0;
    width80 += score.middle80().width();
    inside95 += score.middle95().holds(y) ? 1 : 0;
    width95 += score.middle95().width();
  }

  private static double symmetric(double y, double median) {
    double size = Math.abs(y) + Math.abs(median);
    return size == 0 ? 0 : 2 * Math.abs(y - median) / size;
  }

  void add(Sums other) {
    targets += other.targets;
    values += other.values;
    magnitudes += other.magnitudes;
    absoluteErrors += other.absoluteErrors;
    errors += other.errors;
    squaredErrors += other.squaredErrors;
    symmetricErrors += other.symmetricErrors;
    quantileLosses += other.quantileLosses;
    crps += other.crps;
    inside80 += other.inside80;
    width80 += other.width80;
    inside95 += other.inside95;
    width95 += other.width95;
  }
}
