package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * An output layer that computes on matrices whose rows are the steps as our layers leave them in
 * memory, [T·N, H], and hands its gradient down in such memory.
 *
 * <pre>{@code
 * z  = x·W + b         [T·N, out]
 * dz = ∂loss/∂z        [T·N, out]
 * dW = xᵀ·dz           [H, out]
 * dx = dz·Wᵀ           [T·N, H]
 * }</pre>
 *
 * <p>Deeplearning4j's layer has the same rows in the same order, but copies x and dx into Fortran's
 * order, and computes z a second time for the loss itself. Here the loss of a training step is
 * computed from the z of its gradient. With dropout or noise on the weights Deeplearning4j's loss
 * is that of other random numbers than its gradient, so it is left to do both.
 */
final class OutputPerStep extends RnnOutputLayer {

  private static final long serialVersionUID = 1L;

  /** The loss of the last way back, until it is asked for or something changes; else NaN. */
  private transient double lossOfGradient = Double.NaN;

  OutputPerStep(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    lossOfGradient = Double.NaN;
    if (layerConf().getIDropout() != null || layerConf().getWeightNoise() != null || !fits()) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray x = rows(input);
    INDArray dx =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'c');
    lossOfGradient = backward(x, dx, workspaceMgr);
    long[] perStep = {x.size(0) / input.size(0), input.size(0), x.size(1)};
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient.gradientForVariable()::put);
    return Pair.of(gradient, TimeLayout.fromTimeMajor(dx.reshape('c', perStep), format()));
  }

  /** The loss; gradients go into {@code dx} and the layer's views. */
  private double backward(INDArray x, INDArray dx, LayerWorkspaceMgr workspaceMgr) {
    INDArray y = rows(labels);
    long[] shape = {y.size(0), layerConf().getNOut()};
    INDArray z = workspaceMgr.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, shape, 'c');
    StepProducts products =
        new StepProducts(
            getParam(DefaultParamInitializer.WEIGHT_KEY),
            gradientViews.get(DefaultParamInitializer.WEIGHT_KEY),
            x,
            dx);
    ILossFunction loss = layerConf().getLossFn();
    IActivation activation = layerConf().getActivationFn();
    if (SoftmaxCrossEntropy.isFor(loss, activation, z, maskArray)) {
      SoftmaxCrossEntropy rows = SoftmaxCrossEntropy.of(loss, z, y, maskArray);
      return products.forwardAndBack(
          z, rows, bias(), gradientViews.get(DefaultParamInitializer.BIAS_KEY));
    }
    products.forward(z);
    if (hasBias()) {
      z.addiRowVector(bias());
    }
    if (maskArray != null) {
      applyMask(z);
    }
    Pair<Double, INDArray> both = scoreAndGradient(loss, y, z);
    INDArray dz = both.getSecond();
    products.backward(dz);
    if (hasBias()) {
      dz.sum(gradientViews.get(DefaultParamInitializer.BIAS_KEY), 0);
    }
    return both.getFirst();
  }

  private Pair<Double, INDArray> scoreAndGradient(ILossFunction loss, INDArray y, INDArray z) {
    IActivation activation = layerConf().getActivationFn();
    if (loss instanceof OwnLabels) {
      return loss.computeGradientAndScore(y, z, activation, maskArray, false);
    }
    double total = loss.computeScore(y, z, activation, maskArray, false);
    return Pair.of(total, loss.computeGradient(y, z, activation, maskArray));
  }

  /** Whatever does not fit is left to Deeplearning4j, and so is the message. */
  private boolean fits() {
    if (labels == null || input.rank() != 3 || labels.rank() != 3) {
      return false;
    }
    int features = format() == RNNFormat.NWC ? 2 : 1;
    int time = 3 - features;
    return input.size(features) == layerConf().getNIn()
        && labels.size(features) == labelColumns()
        && input.size(0) == labels.size(0)
        && input.size(time) == labels.size(time);
  }

  private long labelColumns() {
    return layerConf().getLossFn() instanceof OwnLabels own
        ? own.labelColumns()
        : layerConf().getNOut();
  }

  /** [T·N, size], not a copy where the memory already is like that. */
  private INDArray rows(INDArray array) {
    INDArray perStep = TimeLayout.toTimeMajor(array.castTo(dataType), format());
    return perStep.reshape('c', perStep.size(0) * perStep.size(1), perStep.size(2));
  }

  /** [out], or null. */
  private INDArray bias() {
    return hasBias() ? getParam(DefaultParamInitializer.BIAS_KEY) : null;
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaceMgr) {
    double loss = lossOfGradient;
    lossOfGradient = Double.NaN;
    if (!training || Double.isNaN(loss)) {
      return super.computeScore(regularization, training, workspaceMgr);
    }
    score = (conf().isMiniBatch() ? loss / getInputMiniBatchSize() : loss) + regularization;
    return score;
  }

  private RNNFormat format() {
    return layerConf().getRnnDataFormat() == RNNFormat.NWC ? RNNFormat.NWC : RNNFormat.NCW;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    lossOfGradient = Double.NaN;
    super.setInput(input, workspaceMgr);
  }

  /** The last thing that is done to the gradient before Deeplearning4j would reorder it. */
  @Override
  protected INDArray backpropDropOutIfPresent(INDArray epsilon) {
    INDArray below = super.backpropDropOutIfPresent(epsilon);
    return below.rank() == 2 ? saidToBeInFortransOrder(below) : below;
  }

  private static INDArray saidToBeInFortransOrder(INDArray matrix) {
    long[] strides = {matrix.stride(0), matrix.stride(1)};
    return Nd4j.create(matrix.data(), matrix.shape(), strides, matrix.offset(), 'f');
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
