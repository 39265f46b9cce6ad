package org.unroll4j.data.windows;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.TimeGrid;

/**
 * Where a step lies in the day, week, month and year, as sines and cosines of the zone's clocks and
 * calendar. Three harmonics tell all days of the week apart. Month and year are channels only where
 * training is long enough to learn from them.
 */
final class CalendarChannels implements ChannelGroup {
  private static final int HARMONICS = 3;
  private static final double MONTHS_TO_LEARN_A_MONTH = 6;
  private static final double DAYS_TO_LEARN_A_YEAR = 300;

  private final Frequency frequency;
  private final List<Cycle> cycles = new ArrayList<>();
  private final int channels;
  private volatile Cache cache = new Cache(null, 0, new float[0]);

  /** Where a time lies in a cycle, from 0 to 1. */
  private interface Place {
    double of(ZonedDateTime time);
  }

  private record Cycle(String name, int harmonics, Place place) {}

  /** Numbers of the steps 0, 1, … of a grid, one step after another. */
  private record Cache(TimeGrid grid, int steps, float[] numbers) {}

  CalendarChannels(WindowEncoderState state) {
    this.frequency = Frequency.parse(state.frequency());
    double days = (double) state.trainingSteps() * frequency.seconds() / 86_400;
    if (!frequency.wholeDays()) {
      cycles.add(new Cycle("day", HARMONICS, t -> t.get(ChronoField.SECOND_OF_DAY) / 86_400.0));
    }
    if (frequency.seconds() < 7 * 86_400) {
      cycles.add(new Cycle("week", HARMONICS, t -> (t.getDayOfWeek().getValue() - 1) / 7.0));
    }
    if (frequency.seconds() < 28 * 86_400 && days >= MONTHS_TO_LEARN_A_MONTH * 30) {
      cycles.add(
          new Cycle("month", 1, t -> (t.getDayOfMonth() - 1.0) / t.toLocalDate().lengthOfMonth()));
    }
    if (days >= DAYS_TO_LEARN_A_YEAR) {
      cycles.add(
          new Cycle("year", 2, t -> (t.getDayOfYear() - 1.0) / t.toLocalDate().lengthOfYear()));
    }
    this.channels = 2 * cycles.stream().mapToInt(Cycle::harmonics).sum();
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Cycle cycle : cycles) {
      for (int harmonic = 1; harmonic <= cycle.harmonics; harmonic++) {
        names.add("%s sine %d".formatted(cycle.name, harmonic));
        names.add("%s cosine %d".formatted(cycle.name, harmonic));
      }
    }
    return names;
  }

  @Override
  public void write(Window window, float[] target, int at) {
    int steps = window.shape.steps();
    float[] numbers = numbers(window.table.grid(), window.start + steps);
    for (int i = window.existsFrom; i < window.end; i++) {
      int from = (window.start + i) * channels;
      for (int c = 0; c < channels; c++) {
        target[at + c * steps + i] = numbers[from + c];
      }
    }
  }

  private float[] numbers(TimeGrid grid, int steps) {
    Cache known = cache;
    if (!grid.equals(known.grid) || known.steps < steps) {
      known = fill(grid, Math.max(steps + 1000, 2 * known.steps));
      cache = known;
    }
    return known.numbers;
  }

  private Cache fill(TimeGrid grid, int steps) {
    float[] numbers = new float[steps * channels];
    int at = 0;
    for (int t = 0; t < steps; t++) {
      ZonedDateTime time = grid.local(t);
      for (Cycle cycle : cycles) {
        double angle = 2 * Math.PI * cycle.place.of(time);
        for (int harmonic = 1; harmonic <= cycle.harmonics; harmonic++) {
          numbers[at++] = (float) Math.sin(harmonic * angle);
          numbers[at++] = (float) Math.cos(harmonic * angle);
        }
      }
    }
    return new Cache(grid, steps, numbers);
  }
}
