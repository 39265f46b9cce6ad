package org.unroll4j.studies.baselines;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.unroll4j.studies.evaluation.Moments;
import org.unroll4j.studies.run.AtomicFiles;

/**
 * The trained baselines.
 *
 * @param trained the baselines, the simplest first
 * @param notes sentences that a reader of their figures must know, such as that one was left out
 */
public record Baselines(List<Baseline> trained, List<String> notes) {

  /** Regression and trees see at most about so many training moments: whole sessions, evenly. */
  static final int MOST_MOMENTS = 400_000;

  private static final int MOST_TYPES = 40;

  /** Copies the lists. */
  public Baselines {
    trained = List.copyOf(trained);
    notes = List.copyOf(notes);
  }

  /**
   * A part of the data.
   *
   * @param events its sequences
   * @param moments the moments with a known label
   */
  public record Part(SessionEvents events, Moments moments) {}

  /**
   * Trains all baselines.
   *
   * @param train what they learn from; both labels must occur
   * @param validation what regularisation, order and rounds are chosen on
   * @param seed for the trees
   * @throws IllegalArgumentException if training has one label only or validation is empty
   */
  public static Baselines train(Part train, Part validation, long seed) {
    Moments moments = train.moments();
    if (moments.positives() == 0 || moments.positives() == moments.size()) {
      throw new IllegalArgumentException(
          "Baselines: training needs both labels, but %d of %d moments have label 1."
              .formatted(moments.positives(), moments.size()));
    }
    if (validation.moments().size() == 0) {
      throw new IllegalArgumentException(
          "Baselines: the validation part has no moment with a known label; make it larger.");
    }
    SessionEvents events = train.events();
    KnownValues types = KnownValues.fit(events.types(), events, moments, MOST_TYPES);
    List<Baseline> trained = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    trained.add(BaseRate.fit(moments));
    Moments fewer = thinned(moments, MOST_MOMENTS, notes);
    trained.add(
        LogisticTrainer.fit(types, events, fewer, validation.events(), validation.moments()));
    trained.add(
        MarkovTrainer.fit(types, events, moments, validation.events(), validation.moments()));
    try {
      TreeColumns columns = TreeColumns.fit(types, events, moments);
      trained.add(
          new BoostedTreesTrainer(seed)
              .fit(columns, events, fewer, validation.events(), validation.moments()));
    } catch (XGBoostError | LinkageError e) {
      notes.add(leftOut(e.getMessage()));
    }
    return new Baselines(trained, notes);
  }

  /** Every so-many-th session, so that about {@code most} moments remain. */
  static Moments thinned(Moments moments, int most, List<String> notes) {
    int every = (int) Math.ceil((double) moments.size() / most);
    if (every <= 1) {
      return moments;
    }
    notes.add(
        "Logistic regression and boosted trees were trained on every %d-th session."
            .formatted(every));
    return moments.select(moments.indices(i -> moments.sequence()[i] % every == 0));
  }

  /** Writes the baselines as JSON. */
  public void write(Path file) throws IOException {
    byte[] json = new ObjectMapper().writeValueAsBytes(this);
    AtomicFiles.write(file, out -> out.write(json));
  }

  /**
   * Reads what {@link #write} has written. Boosted trees that XGBoost cannot use on this machine
   * are left out, with a note.
   */
  public static Baselines read(Path file) throws IOException {
    Baselines read = new ObjectMapper().readValue(file.toFile(), Baselines.class);
    List<Baseline> usable = new ArrayList<>();
    List<String> notes = new ArrayList<>(read.notes);
    for (Baseline baseline : read.trained) {
      Optional<String> refusal =
          baseline instanceof BoostedTrees trees ? trees.refusal() : Optional.empty();
      refusal.ifPresentOrElse(reason -> notes.add(leftOut(reason)), () -> usable.add(baseline));
    }
    return new Baselines(usable, notes);
  }

  private static String leftOut(String reason) {
    return "The boosted trees are left out: XGBoost does not run on this machine (%s)."
        .formatted(reason);
  }
}
