package org.unroll4j.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.engine.ValidSteps;

/** Picks each sequence's final state out of a layer's outputs, and puts its gradient back there. */
final class FinalStateLayer extends BaseWrapperLayer {

  private static final long serialVersionUID = 1L;

  private transient ValidSteps valid;

  FinalStateLayer(Layer underlying) {
    super(underlying);
  }

  @Override
  public Type type() {
    return Type.FEED_FORWARD;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return pick(underlying.activate(training, workspaceMgr), workspaceMgr);
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaceMgr) {
    return pick(underlying.activate(input, training, workspaceMgr), workspaceMgr);
  }

  private INDArray pick(INDArray outputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray perStep = TimeLayout.toTimeMajor(outputs, format());
    INDArray mask = underlying.getMaskArray();
    valid =
        mask == null
            ? ValidSteps.all((int) perStep.size(0), (int) perStep.size(1))
            : ValidSteps.ofMask(mask.transpose());
    INDArray states = Nd4j.zeros(perStep.dataType(), perStep.size(1), perStep.size(2));
    forEachState(states, perStep, INDArray::assign);
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, states);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray perStep =
        Nd4j.zeros(epsilon.dataType(), valid.steps(), valid.batchSize(), epsilon.size(1));
    forEachState(epsilon, perStep, (state, step) -> step.assign(state));
    return underlying.backpropGradient(TimeLayout.fromTimeMajor(perStep, format()), workspaceMgr);
  }

  /** Pairs the parts of the final states with the steps that they are the outputs of. */
  private void forEachState(INDArray states, INDArray perStep, Both action) {
    boolean bothDirections = underlying instanceof BidirectionalLayer;
    long width = states.size(1) / (bothDirections ? 2 : 1);
    for (int n = 0; n < valid.batchSize(); n++) {
      int last = lastStep(n);
      if (last < 0) {
        continue;
      }
      action.apply(part(states.getRow(n), 0, width), part(row(perStep, last, n), 0, width));
      if (bothDirections) {
        action.apply(
            part(states.getRow(n), width, 2 * width),
            part(row(perStep, firstStep(n), n), width, 2 * width));
      }
    }
  }

  private int lastStep(int n) {
    int t = valid.steps() - 1;
    while (t >= 0 && !valid.isValid(t, n)) {
      t--;
    }
    return t;
  }

  private int firstStep(int n) {
    int t = 0;
    while (!valid.isValid(t, n)) {
      t++;
    }
    return t;
  }

  private static INDArray row(INDArray perStep, int t, int n) {
    return perStep.slice(t).getRow(n);
  }

  private static INDArray part(INDArray row, long from, long to) {
    return row.get(NDArrayIndex.interval(from, to));
  }

  private RNNFormat format() {
    return TimeSeriesUtils.getFormatFromRnnLayer(underlying.conf().getLayer()) == RNNFormat.NWC
        ? RNNFormat.NWC
        : RNNFormat.NCW;
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState currentMaskState, int minibatchSize) {
    underlying.feedForwardMaskArray(mask, currentMaskState, minibatchSize);
    return Pair.of(null, currentMaskState);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @FunctionalInterface
  private interface Both {
    void apply(INDArray state, INDArray step);
  }
}
