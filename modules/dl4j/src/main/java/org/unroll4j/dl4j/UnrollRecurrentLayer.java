package org.unroll4j.dl4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.RecurrentDropoutCell;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;
import org.unroll4j.core.engine.RecomputingEngine;
import org.unroll4j.core.engine.RecurrentDropout;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.network.Dropout;

/**
 * A recurrent layer of a Deeplearning4j network, computed by an engine.
 *
 * <p>The layer remembers its own forward pass. Whichever backward method the network calls, the way
 * back goes through that pass: from the state it really started with, over the steps that really
 * were valid. That makes truncated backpropagation right although the network calls the method for
 * the untruncated case, and masks right although it calls backward without them. After a backward
 * pass the engine gets its memory back; another backward pass of the same forward pass computes
 * that again, from the same input, masks and parameters.
 *
 * <p>A stream of {@link #rnnTimeStep} calls uses the parameters in the form that the engine made of
 * them at its first call. Deeplearning4j tells a layer nothing when it changes them, so they are
 * brought into that form again when the stream begins anew, after a training pass forward or
 * backward, after {@code setParam} and its kin on this layer, and whenever one of up to 256 values
 * spread evenly over the parameters differs. Any update of an optimiser is noticed so. What is not:
 * a change by hand of single values, in the middle of a stream, that misses all of these.
 *
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
final class UnrollRecurrentLayer<P extends CellParameters<P>, S extends CellState<S>>
    extends BaseRecurrentLayer<UnrollLayer> {

  private static final long serialVersionUID = 1L;

  /** Beside the state that truncated backpropagation carries: what recurrent dropout drops. */
  private static final String FACTORS = "recurrent dropout";

  private final transient CellBinding<P, S> binding;
  private final transient Engine engine;

  /** The same engine, unless it does not have what is needed in training only. */
  private final transient Engine trainingEngine;

  /** A copy: Deeplearning4j's own keeps its mask in the configuration, which layers may share. */
  private final transient IDropout dropout;

  private transient Remembered<P, S> remembered;

  /** Whether the layer above answered the last forward pass in time-major memory. */
  private transient boolean aboveIsTimeMajor;

  private transient PreparedStream<P, S> stream;

  UnrollRecurrentLayer(CellBinding<P, S> binding, NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.binding = binding;
    this.engine = engine(binding.cell(), type);
    this.trainingEngine =
        drops() ? engine(new RecurrentDropoutCell<>(binding.cell()), type) : engine;
    IDropout configured = layerConf().getIDropout();
    this.dropout = configured == null ? null : configured.clone();
  }

  private Engine engine(Cell<?, ?, ?> cell, DataType type) {
    Engine chosen = Engines.choose(layerConf().getEngine(), cell, type);
    int every = layerConf().getRecomputeEvery();
    return every == 0 ? chosen : new RecomputingEngine(chosen, every);
  }

  private boolean drops() {
    return layerConf().getRecurrentDropout() > 0;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    forget();
  }

  @Override
  public void clear() {
    super.clear();
    forget();
    if (dropout != null) {
      dropout.clear();
    }
  }

  private void forget() {
    if (remembered != null) {
      remembered.close();
      remembered = null;
    }
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return activations(walk(Map.of(), training, workspaceMgr), training, workspaceMgr);
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    if (stateMap.isEmpty() || stream == null || !stream.isOf(paramsFlattened)) {
      stream = newStream(workspaceMgr);
    }
    LayerOutput<S> output = stream.prepared().infer(layerInput(stateMap));
    rnnSetPreviousState(detached(output.finalState()));
    return activations(output, false, workspaceMgr);
  }

  /** In memory that outlives the call. */
  @SuppressWarnings("try")
  private PreparedStream<P, S> newStream(LayerWorkspaceMgr workspaceMgr) {
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return new PreparedStream<>(prepare(workspaceMgr), Fingerprint.of(paramsFlattened));
    }
  }

  @Override
  public void setParam(String key, INDArray values) {
    stream = null;
    super.setParam(key, values);
  }

  @Override
  protected void setParams(INDArray values, char order) {
    stream = null;
    super.setParams(values, order);
  }

  @Override
  public void setParamsViewArray(INDArray view) {
    stream = null;
    super.setParamsViewArray(view);
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    stream = null;
    super.setParamTable(table);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLastForTbptt, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    LayerOutput<S> output = walk(tBpttStateMap, training, workspaceMgr);
    if (storeLastForTbptt) {
      Map<String, INDArray> state = detached(output.finalState());
      if (remembered != null && remembered.factors() != null) {
        state.put(FACTORS, remembered.factors().detach());
      }
      rnnSetTBPTTState(state);
    }
    return activations(output, training, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (remembered == null) {
      remember(Map.of(), workspaceMgr);
    }
    stream = null;
    LayerPass<P, S> pass = remembered.pass(workspaceMgr);
    aboveIsTimeMajor = TimeLayout.isTimeMajor(epsilon, format());
    INDArray gradOutputs = TimeLayout.toTimeMajor(epsilon.castTo(dataType), format());
    S noGradient = pass.output().finalState().map(INDArray::like);
    LayerGradients<P, S> gradients = pass.backward(gradOutputs, noGradient);
    weightNoiseParams.clear();

    INDArray gradInput = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, gradients.x(), 'c');
    Gradient gradient = intoViews(gradients.parameters());
    remembered.close();
    return Pair.of(
        gradient, backpropDropOutIfPresent(TimeLayout.fromTimeMajor(gradInput, format())));
  }

  /** The whole of the last segment that went forward, as {@link #backpropGradient} does it. */
  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int tbpttBackLength, LayerWorkspaceMgr workspaceMgr) {
    return backpropGradient(epsilon, workspaceMgr);
  }

  private Gradient intoViews(P gradients) {
    Map<String, INDArray> computed = binding.table(gradients);
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(
        (key, view) -> {
          StridedCopy.copy(computed.get(key), view);
          gradient.setGradientFor(key, view);
        });
    return gradient;
  }

  private LayerOutput<S> walk(
      Map<String, INDArray> carried, boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    if (training) {
      remember(carried, workspaceMgr);
      return remembered.pass(workspaceMgr).output();
    }
    return prepare(workspaceMgr).infer(layerInput(carried));
  }

  /** Forward in the memory that lives until the way back. */
  @SuppressWarnings("try")
  private void remember(Map<String, INDArray> carried, LayerWorkspaceMgr workspaceMgr) {
    forget();
    stream = null;
    applyDropOutIfNecessary(true, workspaceMgr);
    try (MemoryWorkspace untilBackward = workspaceMgr.notifyScopeBorrowed(ArrayType.ACTIVATIONS)) {
      LayerInput<S> layerInput = layerInput(carried);
      Layer<P, S> layer = layer(true, workspaceMgr);
      INDArray factors = drops() ? factors(carried, layerInput.initialState()) : null;
      PreparedLayer<P, S> prepared =
          drops()
              ? RecurrentDropout.prepare(trainingEngine, layer, factors)
              : engine.prepare(layer);
      remembered = new Remembered<>(prepared, layerInput, factors);
    }
  }

  /** Those of the segment before, or for new sequences a draw of this update and this layer. */
  private INDArray factors(Map<String, INDArray> carried, S initialState) {
    if (carried.containsKey(FACTORS)) {
      return carried.get(FACTORS);
    }
    long seed = conf.getSeed() * 1_000_003 + getIterationCount();
    int place = Math.toIntExact(paramsFlattened.offset() % Integer.MAX_VALUE);
    return new Dropout(0, layerConf().getRecurrentDropout(), seed)
        .recurrentFactors(place, dataType, initialState.hidden().shape());
  }

  private PreparedLayer<P, S> prepare(LayerWorkspaceMgr workspaceMgr) {
    return engine.prepare(layer(false, workspaceMgr));
  }

  private Layer<P, S> layer(boolean training, LayerWorkspaceMgr workspaceMgr) {
    Map<String, INDArray> table =
        params.keySet().stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), k -> getParamWithNoise(k, training, workspaceMgr)));
    P parameters = binding.parameters(table);
    return new Layer<>(binding.cell(), parameters, Direction.FORWARD);
  }

  private LayerInput<S> layerInput(Map<String, INDArray> carried) {
    requireInput();
    INDArray x = TimeLayout.toTimeMajor(input.castTo(dataType), format());
    int steps = (int) x.size(0);
    int batchSize = (int) x.size(1);
    return new LayerInput<>(x, validSteps(steps, batchSize), state(carried, batchSize));
  }

  private void requireInput() {
    int features = format() == RNNFormat.NWC ? 2 : 1;
    if (input.rank() != 3 || input.size(features) != layerConf().getNIn()) {
      throw new IllegalArgumentException(
          "%s: input must have shape %s with F = %d (nIn), but was %s."
              .formatted(
                  layerConf().displayName(),
                  format() == RNNFormat.NWC ? "[N, T, F] (NWC)" : "[N, F, T] (NCW)",
                  layerConf().getNIn(),
                  Arrays.toString(input.shape())));
    }
  }

  private ValidSteps validSteps(int steps, int batchSize) {
    if (maskArray == null) {
      return ValidSteps.all(steps, batchSize);
    }
    if (!Arrays.equals(maskArray.shape(), new long[] {batchSize, steps})) {
      throw new IllegalArgumentException(
          "%s: features mask must have shape [N, T] = [%d, %d] like the input, but was %s."
              .formatted(
                  layerConf().displayName(), batchSize, steps, Arrays.toString(maskArray.shape())));
    }
    return ValidSteps.ofMask(maskArray.transpose());
  }

  private S state(Map<String, INDArray> carried, int batchSize) {
    if (carried.isEmpty()) {
      long units = binding.hiddenSize(layerConf().getNOut());
      return binding.cell().zeroState(batchSize, units, dataType);
    }
    S state = binding.state(carried);
    if (state.hidden().size(0) != batchSize) {
      throw new IllegalArgumentException(
          "%s: the carried state is that of %d sequences, but the input has %d; call"
                  .formatted(layerConf().displayName(), state.hidden().size(0), batchSize)
              + " rnnClearPreviousState() before other sequences.");
    }
    return state;
  }

  private static Map<String, INDArray> detached(CellState<?> state) {
    Map<String, INDArray> arrays = new HashMap<>();
    state.named().forEach((name, array) -> arrays.put(name, array.detach()));
    return arrays;
  }

  /**
   * For the layer above. One that hands down its gradient in time-major memory computes in such
   * memory, and gets the outputs of a training pass, which lie where activations belong, as they
   * are.
   */
  private INDArray activations(
      LayerOutput<S> output, boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (training && aboveIsTimeMajor) {
      return TimeLayout.fromTimeMajor(output.outputs(), format());
    }
    return TimeLayout.activations(output.outputs(), format(), workspaceMgr);
  }

  private RNNFormat format() {
    return layerConf().getRnnDataFormat() == RNNFormat.NWC ? RNNFormat.NWC : RNNFormat.NCW;
  }

  @Override
  protected void applyDropOutIfNecessary(boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (training && !dropoutApplied && dropout != null) {
      INDArray result =
          inputModificationAllowed
              ? input
              : workspaceMgr.createUninitialized(
                  ArrayType.INPUT, input.dataType(), input.shape(), input.ordering());
      input =
          dropout.applyDropout(input, result, getIterationCount(), getEpochCount(), workspaceMgr);
      dropoutApplied = true;
    }
  }

  @Override
  protected INDArray backpropDropOutIfPresent(INDArray epsilon) {
    return dropout == null
        ? epsilon
        : dropout.backprop(epsilon, epsilon, getIterationCount(), getEpochCount());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState currentMaskState, int minibatchSize) {
    setMaskArray(mask);
    return Pair.of(mask, MaskState.Passthrough);
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
