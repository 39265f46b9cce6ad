package org.unroll4j.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.network.Dropout;

/**
 * What the configurations of Unroll4J's recurrent layers have in common. They stand wherever a
 * recurrent layer of Deeplearning4j stands: in a {@code MultiLayerNetwork} or a {@code
 * ComputationGraph}, inside {@code Bidirectional}, {@code LastTimeStep} and {@code MaskZeroLayer},
 * in JSON, YAML and model files.
 *
 * <p>All settings of Deeplearning4j's builder mean what they mean there: {@code dropOut(p)} is the
 * probability of keeping an input, {@code weightInitRecurrent} falls back to {@code weightInit}.
 */
public abstract class UnrollLayer extends BaseRecurrentLayer {

  private static final long serialVersionUID = 1L;

  private String engine = Engines.AUTO;
  private int recomputeEvery;
  private boolean twoBiases;
  private double recurrentDropout;

  /** For deserialisation. */
  protected UnrollLayer() {}

  /** From a builder. */
  protected UnrollLayer(Builder<?> builder) {
    super(builder);
    this.engine = builder.engine;
    this.recomputeEvery = builder.recomputeEvery;
    this.twoBiases = builder.twoBiases;
    this.recurrentDropout = builder.recurrentDropout;
  }

  /** The name of the engine that computes the layer, or {@link Engines#AUTO}. */
  public String getEngine() {
    return engine;
  }

  /** Sets the name of the engine that computes the layer, or {@link Engines#AUTO}. */
  public void setEngine(String engine) {
    this.engine = Objects.requireNonNull(engine, "engine");
  }

  /** The steps between the states that a training pass keeps, or 0 if it keeps everything. */
  public int getRecomputeEvery() {
    return recomputeEvery;
  }

  /** Sets {@link Builder#recomputeEvery}; 0 keeps everything. */
  public void setRecomputeEvery(int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException(
          "%s: recomputeEvery must be at least 1, or 0 to keep every step, but was %d."
              .formatted(displayName(), steps));
    }
    this.recomputeEvery = steps;
  }

  /** Whether the layer has a bias on the side of its input and one on that of its state. */
  public boolean isTwoBiases() {
    return twoBiases;
  }

  /** Sets {@link Builder#twoBiases}. */
  public void setTwoBiases(boolean twoBiases) {
    this.twoBiases = twoBiases;
  }

  /** The probability of dropping a hidden unit on its way into the next step's products. */
  public double getRecurrentDropout() {
    return recurrentDropout;
  }

  /** Sets {@link Builder#recurrentDropout}. */
  public void setRecurrentDropout(double probability) {
    this.recurrentDropout = new Dropout(0, probability, 0).recurrentRate();
  }

  final CellBinding<?, ?> binding() {
    return twoBiases ? new TwoBiasBinding<>(singleBias()) : singleBias();
  }

  /** The layer's cell with one bias. */
  abstract CellBinding<?, ?> singleBias();

  /**
   * Fills the first bias before training; every element with {@code biasInit} unless overridden.
   */
  void initialiseBias(INDArray bias) {
    bias.assign(Double.isNaN(biasInit) ? 0 : biasInit);
  }

  /** Never null, also where Deeplearning4j forgets to fill in the network's setting. */
  IWeightInit weightInit(ParameterSpec.Kind kind) {
    if (kind == ParameterSpec.Kind.RECURRENT_WEIGHTS && weightInitFnRecurrent != null) {
      return weightInitFnRecurrent;
    }
    return weightInitFn != null ? weightInitFn : new WeightInitXavier();
  }

  String displayName() {
    String type = getClass().getSimpleName();
    return layerName == null ? type : type + " '" + layerName + "'";
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet(getClass().getSimpleName(), layerName, layerIndex, nIn, nOut);
    UnrollRecurrentLayer<?, ?> layer = new UnrollRecurrentLayer<>(binding(), conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(layerParamsView);
    Map<String, INDArray> table = initializer().init(conf, layerParamsView, initializeParams);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public IUpdater getUpdaterByParam(String key) {
    return AdamInLoops.inPlaceOf(super.getUpdaterByParam(key));
  }

  @Override
  public ParamInitializer initializer() {
    return RecurrentParamInitializer.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long parameters = initializer().numParams(this);
    long updaterState = iUpdater == null ? 0 : iUpdater.stateSize(parameters);
    long perExample = 0;
    if (inputType instanceof InputType.InputTypeRecurrent recurrent) {
      perExample =
          rememberedSteps(recurrent.getTimeSeriesLength())
              * (nIn + 2L * binding().cell().gates() * binding().hiddenSize(nOut));
    }
    return new LayerMemoryReport.Builder(
            layerName, getClass(), inputType, getOutputType(-1, inputType))
        .standardMemory(parameters, updaterState)
        .workingMemory(0, 0, 0, perExample)
        .cacheMemory(0, 0)
        .build();
  }

  private long rememberedSteps(long sequenceLength) {
    long steps = Math.max(1, sequenceLength);
    return recomputeEvery == 0 || recomputeEvery >= steps
        ? steps
        : recomputeEvery + (steps + recomputeEvery - 1) / recomputeEvery;
  }

  /** Adds the builder's constraints; to be called last in a subclass's constructor. */
  final void addConstraints(Builder<?> builder) {
    initializeConstraints(builder);
    constrain(builder.getInputWeightConstraints(), ParameterSpec.INPUT_WEIGHTS);
    constrain(builder.getRecurrentConstraints(), ParameterSpec.RECURRENT_WEIGHTS);
  }

  private void constrain(List<LayerConstraint> wanted, String key) {
    if (wanted == null) {
      return;
    }
    List<LayerConstraint> all = constraints == null ? new ArrayList<>() : constraints;
    for (LayerConstraint constraint : wanted) {
      LayerConstraint own = constraint.clone();
      own.setParams(java.util.Set.of(key));
      all.add(own);
    }
    constraints = all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnrollLayer layer
        && getClass() == other.getClass()
        && super.equals(other)
        && engine.equals(layer.engine)
        && recomputeEvery == layer.recomputeEvery
        && twoBiases == layer.twoBiases
        && Double.compare(recurrentDropout, layer.recurrentDropout) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        super.hashCode(),
        getClass().getName(),
        engine,
        recomputeEvery,
        twoBiases,
        recurrentDropout);
  }

  /**
   * What the builders have in common, on top of Deeplearning4j's own settings.
   *
   * @param <T> the implementing type
   */
  public abstract static class Builder<T extends Builder<T>> extends BaseRecurrentLayer.Builder<T> {

    private String engine = Engines.AUTO;
    private int recomputeEvery;
    private boolean twoBiases;
    private double recurrentDropout;

    /**
     * Two biases, one on the side of the input and one on that of the state, as PyTorch's layers
     * have them: the same function, but under gradient descent their sum moves twice as far. The
     * second one starts at zero.
     *
     * @see org.unroll4j.core.cell.TwoBiasCell
     */
    @SuppressWarnings("unchecked")
    public T twoBiases() {
      this.twoBiases = true;
      return (T) this;
    }

    /**
     * Dropout on the recurrent path in training: what is dropped is drawn once per sequence and is
     * the same at all of its steps, also across the segments of truncated backpropagation. The
     * layer's outputs and the state that it carries are not touched.
     *
     * @param probability of <em>dropping</em> a unit, in [0, 1), as in Keras; {@code dropOut}'s is
     *     that of keeping an input
     * @throws IllegalArgumentException if it is no such probability
     * @see org.unroll4j.core.cell.RecurrentDropoutCell
     */
    @SuppressWarnings("unchecked")
    public T recurrentDropout(double probability) {
      this.recurrentDropout = new Dropout(0, probability, 0).recurrentRate();
      return (T) this;
    }

    /**
     * For sequences whose way back does not fit into memory: a training pass keeps every k-th state
     * only and computes the steps between them again on the way back. The numbers stay the same;
     * memory is least at about the square root of the number of steps; the price is a second
     * forward pass.
     *
     * @param steps k, or 0 (default) to keep everything
     * @throws IllegalArgumentException if negative
     * @see org.unroll4j.core.engine.RecomputingEngine
     */
    @SuppressWarnings("unchecked")
    public T recomputeEvery(int steps) {
      if (steps < 0) {
        throw new IllegalArgumentException(
            "recomputeEvery must be at least 1, or 0 to keep every step, but was %d."
                .formatted(steps));
      }
      this.recomputeEvery = steps;
      return (T) this;
    }

    /**
     * Chooses the engine that computes the layer.
     *
     * @param name an engine's name, or {@code auto} (default) for the best one that fits
     */
    @SuppressWarnings("unchecked")
    public T engine(String name) {
      this.engine = Objects.requireNonNull(name, "engine");
      return (T) this;
    }
  }
}
