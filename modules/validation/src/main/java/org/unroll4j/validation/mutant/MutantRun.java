package org.unroll4j.validation.mutant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.validation.engine.EnginePeer;
import org.unroll4j.validation.matrix.Judgement;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.NumberType;

/** Puts the mutants in the place of an engine, and the arbiter in that of the peer. */
public final class MutantRun {

  private final List<Mutant> mutants;
  private final Map<String, Found> found = new LinkedHashMap<>();

  /** Mutants of the reference engine. */
  public MutantRun() {
    this.mutants = new Mutants(new EnginePeer(Engines.reference())).all();
    mutants.forEach(mutant -> found.put(mutant.name(), new Found()));
  }

  private static final class Found {
    private int caught;
    private final Set<String> where = new LinkedHashSet<>();
    private final List<String> missed = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
  }

  /** Puts a case to all mutants; one in float is left out. */
  public void add(Case asked, Answer truth) {
    if (asked.type() == NumberType.FLOAT) {
      return;
    }
    for (Mutant mutant : mutants) {
      Answer wrong = mutant.answer().apply(asked);
      for (String quantity : truth.quantities().keySet()) {
        boolean red = !Judgement.isEqual(asked, quantity, wrong, truth);
        boolean expected = mutant.shows().test(asked, quantity);
        String place =
            "%s, %s, %s".formatted(asked.structure().cell().label(), asked.option(), quantity);
        note(found.get(mutant.name()), place, red, expected, asked);
      }
    }
  }

  private static void note(Found found, String place, boolean red, boolean expected, Case asked) {
    if (red) {
      found.caught++;
      found.where.add(asked.option());
    }
    if (expected && !red) {
      found.missed.add(place);
    }
    if (red && !expected) {
      found.unexpected.add(place);
    }
  }

  /**
   * One map for each mutant: {@code mutant}, {@code caught} (the number of quantities that came out
   * different), {@code where} (the options), {@code missed} and {@code unexpected} (places), {@code
   * asExpected}.
   */
  public List<Map<String, Object>> plainValues() {
    List<Map<String, Object>> all = new ArrayList<>();
    found.forEach(
        (name, f) -> {
          Map<String, Object> values = new LinkedHashMap<>();
          values.put("mutant", name);
          values.put("caught", f.caught);
          values.put("where", String.join("; ", f.where));
          values.put("missed", List.copyOf(f.missed));
          values.put("unexpected", List.copyOf(f.unexpected));
          values.put("asExpected", f.caught > 0 && f.missed.isEmpty() && f.unexpected.isEmpty());
          all.add(values);
        });
    return all;
  }
}
