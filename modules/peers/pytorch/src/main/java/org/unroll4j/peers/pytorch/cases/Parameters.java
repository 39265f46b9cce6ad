package org.unroll4j.peers.pytorch.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/**
 * The parameters of a case as PyTorch holds them: per unit {@code weight_ih} [G·H, F], {@code
 * weight_hh} [G·H, O], {@code bias_ih} and {@code bias_hh} [G·H], and {@code weight_hr} [O, H] of a
 * projection. Where the case has one bias, {@code bias_hh} is zero, but for the part inside the
 * reset gate of a GRU.
 */
final class Parameters {

  private static final int BIAS_HH = 3;

  private final Structure structure;
  private final NumberType type;
  private final List<Tensor> tensors = new ArrayList<>();

  Parameters(Case asked) {
    structure = asked.structure();
    type = asked.type();
    asked.data().parameters().forEach(this::add);
    tensors.forEach(tensor -> tensor.set_requires_grad(true));
  }

  private void add(Map<String, Values> unit) {
    tensors.add(Numbers.transposed(unit.get(Names.INPUT_WEIGHTS), type));
    tensors.add(Numbers.transposed(unit.get(Names.RECURRENT_WEIGHTS), type));
    tensors.add(Numbers.tensor(unit.get(Names.BIAS), type));
    tensors.add(Numbers.tensor(recurrentBias(unit), type));
    if (isProjected()) {
      tensors.add(Numbers.transposed(unit.get(Names.PROJECTION), type));
    }
  }

  private boolean isProjected() {
    return structure.cell() == CellKind.LSTM_PROJECTION;
  }

  private Values recurrentBias(Map<String, Values> unit) {
    if (structure.twoBiases()) {
      return unit.get(Names.RECURRENT_BIAS);
    }
    double[] second = new double[unit.get(Names.BIAS).length()];
    if (unit.containsKey(Names.CANDIDATE_BIAS)) {
      double[] candidate = unit.get(Names.CANDIDATE_BIAS).numbers();
      System.arraycopy(candidate, 0, second, second.length - candidate.length, candidate.length);
    }
    return Values.of(second, second.length);
  }

  /** All of them, in PyTorch's order. */
  List<Tensor> tensors() {
    return tensors;
  }

  /** All of them, as PyTorch's functions take them. */
  TensorVector vector() {
    return new TensorVector(tensors.toArray(new Tensor[0]));
  }

  /** Gradients of {@link #tensors} by our names, per unit. */
  List<Map<String, Values>> named(List<Tensor> gradients) {
    int perUnit = isProjected() ? BIAS_HH + 2 : BIAS_HH + 1;
    List<Map<String, Values>> units = new ArrayList<>();
    for (int first = 0; first < gradients.size(); first += perUnit) {
      units.add(namedUnit(gradients.subList(first, first + perUnit)));
    }
    return units;
  }

  private Map<String, Values> namedUnit(List<Tensor> gradients) {
    Map<String, Values> unit = new LinkedHashMap<>();
    unit.put(Names.INPUT_WEIGHTS, Numbers.values(gradients.get(0).t()));
    unit.put(Names.RECURRENT_WEIGHTS, Numbers.values(gradients.get(1).t()));
    unit.put(Names.BIAS, Numbers.values(gradients.get(2)));
    Tensor second = gradients.get(BIAS_HH);
    if (structure.twoBiases()) {
      unit.put(Names.RECURRENT_BIAS, Numbers.values(second));
    } else if (structure.cell() == CellKind.GRU_RESET_AFTER) {
      long h = structure.sizes().hidden();
      unit.put(Names.CANDIDATE_BIAS, Numbers.values(second.narrow(0, second.numel() - h, h)));
    }
    if (isProjected()) {
      unit.put(Names.PROJECTION, Numbers.values(gradients.get(BIAS_HH + 1).t()));
    }
    return unit;
  }
}
