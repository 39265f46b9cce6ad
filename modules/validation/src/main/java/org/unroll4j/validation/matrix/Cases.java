package org.unroll4j.validation.matrix;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Data;
import org.unroll4j.validation.peer.Loss;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Walk;

/** Draws cases. Sizes are odd or prime, so that no two of them can be mistaken for each other. */
final class Cases {

  /** Sizes of the matrix: wider than a vector of any processor, and no multiple of one. */
  static final Structure.Sizes MATRIX = new Structure.Sizes(9, 5, 7, 19, 11);

  /** Sizes of the trainings: so small that a gradient can be had by differences a hundred times. */
  static final Structure.Sizes TRAINING = new Structure.Sizes(6, 5, 2, 3, 2);

  private static final long SEED = 20261122;

  private Cases() {}

  /** A case of the matrix. */
  static Case matrix(CellKind cell, Option option, NumberType type) {
    return draw(new Kind(cell, option, type), MATRIX, 1);
  }

  /** The start of a training: the mean over steps and sequences is the loss. */
  static Case training(CellKind cell, NumberType type) {
    double scale = 1.0 / (TRAINING.steps() * TRAINING.batch());
    return only(draw(new Kind(cell, Option.PLAIN, type), TRAINING, scale), "gradient of ", "x");
  }

  /** A case of some length: the mean over steps is the loss. */
  static Case ofLength(CellKind cell, NumberType type, int steps) {
    Structure.Sizes sizes = new Structure.Sizes(steps, 3, 5, 13, 7);
    Option option = Option.PLAIN.named("%d step%s".formatted(steps, steps == 1 ? "" : "s"));
    Case whole = draw(new Kind(cell, option, type), sizes, 1.0 / steps);
    return asking(whole, List.of(Names.OUTPUTS, Names.gradient(Names.RECURRENT_WEIGHTS)));
  }

  private record Kind(CellKind cell, Option option, NumberType type) {}

  private static Case draw(Kind kind, Structure.Sizes sizes, double scale) {
    Option option = kind.option;
    Structure structure =
        new Structure(kind.cell, option.twoBiases(), option.layers(), option.directions(), sizes);
    Draws draws = new Draws(SEED + 31L * kind.cell.ordinal() + option.label().hashCode());
    Data data = draws.data(structure, option.padding(), option.initialState());
    Loss loss =
        new Loss(
            draws.uniform(1, sizes.steps(), sizes.batch(), structure.outputSize()),
            option.lossOf() == Option.LossOf.OUTPUTS
                ? List.of()
                : draws.stateWeights(structure, option.lossOf() == Option.LossOf.LAST_STEP),
            option.lossOf() != Option.LossOf.LAST_STEP,
            scale);
    return new Case(
        option.label(),
        kind.type,
        structure,
        option.padding(),
        option.walk(),
        data,
        loss,
        quantities(structure, option));
  }

  private static List<String> quantities(Structure structure, Option option) {
    List<String> names = new ArrayList<>(List.of(Names.OUTPUTS));
    structure.stateNames().forEach(state -> names.add(Names.finalState(state)));
    names.add(Names.LOSS);
    if (option.walk().goesBack()) {
      names.add(Names.GRADIENT_OF_X);
      structure.parameterShapes(0).keySet().forEach(name -> names.add(Names.gradient(name)));
    }
    boolean initial = option.initialState() || option.walk().kind() == Walk.Kind.SEGMENTS;
    if (initial && option.walk().goesBack()) {
      structure.stateNames().forEach(state -> names.add(Names.gradientOfInitial(state)));
    }
    return names;
  }

  /** What begins with {@code prefix}, but for one name. */
  private static Case only(Case all, String prefix, String but) {
    return asking(
        all,
        all.quantities().stream()
            .filter(name -> name.startsWith(prefix) && !name.equals(prefix + but))
            .toList());
  }

  private static Case asking(Case all, List<String> quantities) {
    return new Case(
        all.option(),
        all.type(),
        all.structure(),
        all.padding(),
        all.walk(),
        all.data(),
        all.loss(),
        quantities);
  }
}
