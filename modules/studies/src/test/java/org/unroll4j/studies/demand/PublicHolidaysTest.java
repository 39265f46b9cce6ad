package org.unroll4j.studies.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.series.SeriesTable;

class PublicHolidaysTest {

  @Test
  void aPartOfACountryHasHolidaysOfItsOwn() {
    LocalDate corpusChristi = LocalDate.of(2026, 6, 4);
    LocalDate unity = LocalDate.of(2026, 10, 3);

    assertThat(new PublicHolidays(List.of("de-by"))).accepts(corpusChristi, unity);
    assertThat(new PublicHolidays(List.of("DE"))).accepts(unity).rejects(corpusChristi);
    assertThat(new PublicHolidays(List.of("DE"))).rejects(unity.plusDays(1), unity.withYear(1985));
  }

  @Test
  void aHolidayThatIsMadeUpForCountsOnBothDays() {
    LocalDate independence = LocalDate.of(2026, 7, 4);
    assertThat(independence.getDayOfWeek()).hasToString("SATURDAY");

    assertThat(new PublicHolidays(List.of("US"))).accepts(independence, independence.minusDays(1));
  }

  @Test
  void daysAndCountriesAddUp() {
    LocalDate sale = LocalDate.of(2026, 11, 27);

    assertThat(new PublicHolidays(List.of("2026-11-27", "AT", "ES-CT")))
        .accepts(sale, LocalDate.of(2026, 10, 26), LocalDate.of(2026, 9, 11))
        .rejects(sale.plusDays(1));
  }

  @Test
  void aStudyReadsThemAsKnownCovariates(@TempDir Path folder) {
    Path csv = TinyDemand.data(folder);
    SeriesTable plain = DemandData.table(TinyDemand.config(csv).data(), csv);
    LocalDate day = plain.local(60).toLocalDate();
    DemandConfig config = TinyDemand.config(csv, "data.holidays=[DE, %s]".formatted(day));

    SeriesTable table = DemandData.table(config.data(), csv);

    assertThat(table.knownNames())
        .containsExactly(
            "promotion",
            "temperature",
            "public holiday",
            "before a public holiday",
            "after a public holiday");
    assertThat(table.known(2, 3, 60)).isEqualTo(1);
    assertThat(table.known(3, 3, 60)).isZero();
    assertThat(table.known(4, 3, 60 + 24)).isEqualTo(1);
  }

  @Test
  void whatIsNoHolidayIsRefusedInOneLine() {
    assertRefused("XX", "data.holidays must list countries such as DE", "'XX'");
    assertRefused("false", "'false'", "need quotes");
    assertRefused("", "''");
    assertRefused("DE-XY", "'DE-XY' has no known part 'XY'", "use one of bb, be, ");
    assertRefused("DE-", "'DE-' has no known part ''");
    assertRefused("2026-02-30", "days such as 2026-12-24", "'2026-02-30'");
  }

  private static void assertRefused(String entry, String... parts) {
    assertThatThrownBy(() -> new PublicHolidays(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts)
        .message()
        .doesNotContain("\n");
  }
}
