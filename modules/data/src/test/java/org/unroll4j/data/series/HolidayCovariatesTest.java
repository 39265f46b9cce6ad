package org.unroll4j.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HolidayCovariatesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate EASTER = LocalDate.of(2024, 3, 31);

  @Test
  void hoursLieOnTheDaysOfTheZoneAlsoWhereClocksChange() {
    TimeGrid grid = grid("1h", EASTER.minusDays(2));
    HolidayCovariates covariates = new HolidayCovariates(grid, 40, EASTER::equals);

    for (int step = -50; step < 150; step++) {
      LocalDate day = grid.local(step).toLocalDate();
      assertThat(covariates.get(0, step)).isEqualTo(day.equals(EASTER) ? 1 : 0);
      assertThat(covariates.get(1, step)).isEqualTo(day.equals(EASTER.minusDays(1)) ? 1 : 0);
      assertThat(covariates.get(2, step)).isEqualTo(day.equals(EASTER.plusDays(1)) ? 1 : 0);
    }
    long hours = IntStream.range(0, 150).filter(t -> covariates.get(0, t) > 0).count();
    assertThat(hours).as("the day when clocks are put forward").isEqualTo(23);
  }

  @Test
  void aStepOfAWeekCountsItsHolidays() {
    Set<LocalDate> holidays = Set.of(EASTER.minusDays(2), EASTER, EASTER.plusDays(1));
    HolidayCovariates weeks =
        new HolidayCovariates(grid("1w", EASTER.minusDays(6)), 1, holidays::contains);

    assertThat(weeks.get(0, 0)).isEqualTo(2);
    assertThat(weeks.get(1, 0)).as("Monday follows").isEqualTo(1);
    assertThat(weeks.get(2, 0)).isZero();
    assertThat(weeks.get(0, 1)).isEqualTo(1);
    assertThat(weeks.get(2, 1)).as("Sunday went before").isEqualTo(1);
    assertThat(weeks.get(0, -1)).isZero();
  }

  @Test
  void aTableHasThemBesideItsOwnCovariates() {
    SeriesTable plain = table("price");
    SeriesTable table = plain.withHolidays(EASTER::equals).knownAt(1);

    assertThat(table.knownNames())
        .containsExactly(
            "price", "public holiday", "before a public holiday", "after a public holiday");
    float[] holiday = new float[6];
    table.known(1, 0, -1, holiday);
    assertThat(holiday).containsExactly(0, 0, 0, 1, 0, 0);
    assertThat(table.known(2, 0, 1)).isEqualTo(1);
    assertThat(table.known(3, 0, 3)).as("after the end of the table").isEqualTo(1);
    assertThat(table.known(0, 0, 2)).isEqualTo(plain.known(0, 0, 2)).isEqualTo(7);
  }

  @Test
  void aColumnOfTheSameNameIsRefused() {
    assertThatThrownBy(() -> table("public holiday").withHolidays(EASTER::equals))
        .hasMessageContaining("\"public holiday\" has the name");
  }

  private static TimeGrid grid(String frequency, LocalDate start) {
    return new TimeGrid(Frequency.parse(frequency), BERLIN, start.atStartOfDay(BERLIN).toInstant());
  }

  private static SeriesTable table(String known) {
    SeriesColumns columns =
        new SeriesColumns(
            List.of(), "day", null, "sold", List.of(), List.of(known), List.of(), null);
    TimeGrid grid =
        new TimeGrid(
            Frequency.parse("1d"),
            ZoneOffset.UTC,
            EASTER.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());
    SeriesTableBuilder builder = new SeriesTableBuilder(grid, columns);
    int series = builder.series(List.of(), List.of());
    for (int day = 0; day < 3; day++) {
      float[] price = {5 + day};
      builder.put(series, day, new SeriesRow(3 + day, false, price, new float[0]));
    }
    return builder.build(Missing.ABSENT);
  }
}
