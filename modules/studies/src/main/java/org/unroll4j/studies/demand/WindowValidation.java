package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.data.windows.WindowEncoder;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.head.HeadLoss;
import org.unroll4j.studies.demand.head.Target;
import org.unroll4j.studies.training.Validation;

/**
 * Measures a network on the validation part: the mean loss of the steps after its origins. Of very
 * many origins an evenly spaced part is looked at.
 */
final class WindowValidation implements Validation.Measure {

  private static final int MOST_ORIGINS = 20_000;
  private static final int BATCH = 256;

  private final ComputationGraph network;
  private final HeadLoss loss;
  private final WindowEncoder encoder;
  private final SeriesTable table;
  private final List<Origin> origins;
  private final int horizon;

  /**
   * A measure.
   *
   * @param origins from where the steps of the validation part are forecast
   */
  WindowValidation(
      ComputationGraph network, WindowEncoder encoder, SeriesTable table, Origins origins) {
    this.network = network;
    this.loss = DemandModel.loss(network);
    this.encoder = encoder;
    this.table = table;
    this.origins = thinned(origins.list());
    this.horizon = origins.horizon();
  }

  private static List<Origin> thinned(List<Origin> all) {
    int count = Math.min(MOST_ORIGINS, all.size());
    List<Origin> some = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  @Override
  public Validation measure() {
    double sum = 0;
    long targets = 0;
    for (int from = 0; from < origins.size(); from += BATCH) {
      List<Origin> some = origins.subList(from, Math.min(origins.size(), from + BATCH));
      HorizonOutputs outputs =
          HorizonOutputs.of(
              network, encoder.encode(table, some), encoder.state().config().context());
      List<double[]> numbers = new ArrayList<>();
      List<double[]> labels = new ArrayList<>();
      for (int n = 0; n < some.size(); n++) {
        for (int h = 1; h <= horizon; h++) {
          if (outputs.hasTarget(n, h)) {
            Target target = outputs.target(n, h);
            numbers.add(outputs.numbers(n, h));
            labels.add(new double[] {target.y(), target.scale(), target.stockout() ? 1 : 0});
          }
        }
      }
      sum += numbers.isEmpty() ? 0 : loss(numbers, labels);
      targets += numbers.size();
    }
    return new Validation(targets == 0 ? 0 : sum / targets, null);
  }

  /** The sum, not divided by anything. */
  private double loss(List<double[]> numbers, List<double[]> labels) {
    return loss.getStepsPerBatch()
        * loss.computeScore(
            Nd4j.createFromArray(labels.toArray(double[][]::new)),
            Nd4j.createFromArray(numbers.toArray(double[][]::new)),
            new ActivationIdentity(),
            null,
            false);
  }
}
