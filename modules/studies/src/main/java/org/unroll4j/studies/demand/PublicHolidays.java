package org.unroll4j.studies.demand;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The public holidays of countries and of their parts, and days that are listed. A holiday that is
 * made up for on another day counts on both. Threads may share it.
 */
final class PublicHolidays implements Predicate<LocalDate> {

  private final Set<LocalDate> listed = new HashSet<>();
  private final List<Region> regions = new ArrayList<>();
  private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

  /** A country, and the part of it, from the largest to the smallest; none is all of it. */
  private record Region(HolidayManager country, String[] parts) {}

  /**
   * Reads what a configuration lists.
   *
   * @param entries days such as 2026-12-24, countries such as DE, parts of countries such as DE-BY
   * @throws IllegalArgumentException if one of them is none of these; the message names it
   */
  PublicHolidays(List<String> entries) {
    for (String entry : entries) {
      if (entry.matches("\\d{4}-.*")) {
        listed.add(day(entry));
      } else {
        regions.add(region(entry));
      }
    }
  }

  private static LocalDate day(String entry) {
    try {
      return LocalDate.parse(entry);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "data.holidays must list days such as 2026-12-24, but one was '%s'.".formatted(entry), e);
    }
  }

  private static Region region(String entry) {
    String[] codes = entry.split("-", -1);
    String code =
        sameText(HolidayManager.getSupportedCalendarCodes(), codes[0])
            .orElseThrow(() -> new IllegalArgumentException(unknown(entry)));
    HolidayManager country = HolidayManager.getInstance(ManagerParameters.create(code));
    String[] parts = Arrays.copyOfRange(codes, 1, codes.length);
    CalendarHierarchy place = country.getCalendarHierarchy();
    for (int i = 0; i < parts.length; i++) {
      Map<String, CalendarHierarchy> inside = place.getChildren();
      String part = parts[i];
      parts[i] =
          sameText(inside.keySet(), part)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "data.holidays: '%s' has no known part '%s'; %s."
                              .formatted(entry, part, known(inside.keySet()))));
      place = inside.get(parts[i]);
    }
    return new Region(country, parts);
  }

  private static Optional<String> sameText(Set<String> codes, String text) {
    return codes.stream().filter(text::equalsIgnoreCase).findFirst();
  }

  private static String unknown(String entry) {
    return "data.holidays must list countries such as DE, parts of countries such as DE-BY, or days such as 2026-12-24, but one was '%s'; texts that YAML takes for something else need quotes: \"NO\"."
        .formatted(entry);
  }

  private static String known(Set<String> parts) {
    return parts.isEmpty()
        ? "there are none, leave it out"
        : "use one of " + String.join(", ", new TreeSet<>(parts));
  }

  @Override
  public boolean test(LocalDate day) {
    return listed.contains(day) || years.computeIfAbsent(day.getYear(), this::inYear).contains(day);
  }

  private Set<LocalDate> inYear(int year) {
    Set<LocalDate> days = new HashSet<>();
    for (Region region : regions) {
      Set<Holiday> holidays =
          region.country.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, region.parts);
      for (Holiday holiday : holidays) {
        days.add(holiday.getActualDate());
        holiday.getObservedDate().ifPresent(days::add);
      }
    }
    return days;
  }
}
