package org.unroll4j.peers.onnxruntime.cases;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.worker.CaseAnswers;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;
import org.unroll4j.validation.peer.Walk;

/** The graphs that this toolkit exports, in ONNX Runtime: forward, in float. */
public final class OnnxCases implements CaseAnswers {

  private static final String NO_GRADIENTS = "ONNX Runtime computes no gradients";

  @Override
  public Optional<String> refusal(Case asked) {
    if (asked.type() == NumberType.DOUBLE) {
      return Optional.of("its recurrent operators compute in float only");
    }
    if (asked.structure().cell() == CellKind.LSTM_PROJECTION) {
      return Optional.of("the operator LSTM has no projection");
    }
    if (asked.padding() == Padding.LEFT || asked.padding() == Padding.HOLES) {
      return Optional.of("sequence_lens means padding on the right");
    }
    if (asked.walk().kind() == Walk.Kind.SEGMENTS
        || asked.quantities().stream().allMatch(OnnxCases::isGradient)) {
      return Optional.of(NO_GRADIENTS);
    }
    return Optional.empty();
  }

  private static boolean isGradient(String quantity) {
    return quantity.startsWith(Names.gradient(""));
  }

  @Override
  public Answer answer(Case asked) {
    try (ExportedStack stack = new ExportedStack(asked)) {
      Answer.Builder answer =
          asked.walk().kind() == Walk.Kind.STEPS ? steps(asked, stack) : whole(asked, stack);
      asked.quantities().stream()
          .filter(OnnxCases::isGradient)
          .forEach(quantity -> answer.notOffered(quantity, NO_GRADIENTS));
      return answer.build();
    } catch (IOException | OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static Answer.Builder whole(Case asked, ExportedStack stack) throws OrtException {
    LayerStates layers = new LayerStates(asked.structure());
    Map<String, Values> outputs =
        stack.run(asked.data().x(), asked.lengths(), layers.initial(asked.data().initialStates()));
    return results(asked, outputs.get(Names.OUTPUTS), layers.finals(outputs));
  }

  /** What comes out as final states goes in as initial states of the next step. */
  private static Answer.Builder steps(Case asked, ExportedStack stack) throws OrtException {
    Structure structure = asked.structure();
    LayerStates layers = new LayerStates(structure);
    int[] one = new int[structure.sizes().batch()];
    Arrays.fill(one, 1);
    double[] all = new double[asked.data().valid().length * structure.outputSize()];
    List<Map<String, Values>> states = asked.data().initialStates();
    for (int t = 0; t < structure.sizes().steps(); t++) {
      Map<String, Values> outputs =
          stack.run(asked.data().x().steps(t, t + 1), one, layers.initial(states));
      double[] step = outputs.get(Names.OUTPUTS).numbers();
      System.arraycopy(step, 0, all, t * step.length, step.length);
      states = layers.finals(outputs);
    }
    Structure.Sizes sizes = structure.sizes();
    return results(
        asked, Values.of(all, sizes.steps(), sizes.batch(), structure.outputSize()), states);
  }

  private static Answer.Builder results(
      Case asked, Values outputs, List<Map<String, Values>> finalStates) {
    return new Answer.Builder()
        .put(Names.OUTPUTS, outputs)
        .putFinalStates(finalStates)
        .putLoss(asked, outputs, finalStates);
  }
}
