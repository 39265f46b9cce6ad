package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Page;

/** What stands on a page, and how it hangs together. */
class StructureTest {

  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&\u2028";

  static Stream<ObjectNode> records() {
    return Stream.of(
        Fixture.gru(31),
        Fixture.rnn(32),
        Fixture.withoutAttainable(Fixture.lstm(33)),
        Fixture.sessionLabel(34),
        Fixture.oneClass(35),
        Fixture.empty(),
        HostileText.everywhere(Fixture.gru(36), HOSTILE),
        DemandFixture.hour(37),
        DemandFixture.withoutAttainable(DemandFixture.day(38)),
        DemandFixture.points(39),
        DemandFixture.backtest(40),
        DemandFixture.empty(),
        HostileText.everywhere(DemandFixture.day(41), HOSTILE));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyLinkAndChartFindsItsTarget(ObjectNode json) throws Exception {
    Page page = RunPage.of(run(json));
    String html = withoutScripts(PageWriter.render(page));
    List<String> ids = matches(html, " id=\"([^\"]+)\"");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).containsAll(matches(html, "href=\"#([^\"]+)\""));
    assertThat(ids).containsAll(matches(html, "aria-labelledby=\"([^\"]+)\""));
    JsonNode specs = new ObjectMapper().readTree(specs(PageWriter.render(page)));
    assertThat(matches(html, "data-chart=\"([^\"]+)\""))
        .allMatch(specs::has)
        .hasSize(page.figures().size());
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyChartHasItsNumbersAsATable(ObjectNode json) {
    assertThat(RunPage.of(run(json)).figures())
        .allSatisfy(
            figure -> {
              assertThat(figure.numbers().rows()).isNotEmpty();
              assertThat(figure.numbers().columns()).hasSizeGreaterThan(1);
              assertThat(figure.title()).isNotBlank();
            });
  }

  @ParameterizedTest
  @MethodSource("records")
  void elementsAreClosedInOrder(ObjectNode json) {
    String html = withoutScripts(PageWriter.render(RunPage.of(run(json))));
    java.util.ArrayDeque<String> open = new java.util.ArrayDeque<>();
    java.util.regex.Matcher tags =
        Pattern.compile("<(/?)([a-z][a-z0-9]*)(?:\\s[^<>]*)?>").matcher(html);
    while (tags.find()) {
      if (List.of("meta", "link").contains(tags.group(2))) {
        continue;
      }
      if (tags.group(1).isEmpty()) {
        open.push(tags.group(2));
      } else {
        assertThat(tags.group(2)).isEqualTo(open.pop());
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void leavesOutWhatTheRunDoesNotHave() {
    assertThat(sections(Fixture.gru(1)))
        .containsExactly(
            "baselines",
            "early",
            "sessions",
            "ranking",
            "calibration-section",
            "learning",
            "data",
            "record");
    assertThat(sections(Fixture.sessionLabel(1))).doesNotContain("early").contains("sessions");
    assertThat(sections(Fixture.oneClass(1)))
        .doesNotContain("early", "ranking", "calibration-section", "learning");
    assertThat(sections(Fixture.empty())).isEmpty();
    String html = PageWriter.render(RunPage.of(run(Fixture.withoutAttainable(Fixture.gru(1)))));
    assertThat(withoutScripts(html)).doesNotContain("ttainable");
  }

  @Test
  void drawsGatesOnlyWhereThereAreSome() {
    assertThat(figure(Fixture.lstm(1), "session-1").spec().path("gates"))
        .extracting(JsonNode::asText)
        .containsExactly("Input gate", "Forget gate", "Output gate");
    assertThat(figure(Fixture.rnn(1), "session-1").spec().path("gates")).isEmpty();
  }

  @Test
  void endsASessionWithItsPurchase() {
    ObjectNode json = Fixture.gru(1);
    ObjectNode session = (ObjectNode) json.path("sessions").path(0);
    int events = session.path("events").size();
    session.putObject("end").put("type", "purchase").put("minutes", 31.5);
    Figure figure = figure(json, "session-1");
    JsonNode last = figure.spec().path("events").path(events);
    assertThat(last.path("end").asBoolean()).isTrue();
    assertThat(last.path("type").asText()).isEqualTo("purchase");
    assertThat(figure.spec().path("events").path(events - 1).path("end").asBoolean()).isFalse();
    assertThat(figure.numbers().rows()).hasSize(events + 1);
    assertThat(figure.caption()).contains(events + " events");
  }

  @Test
  void hostileTextNeverBecomesMarkup() {
    ObjectNode json = HostileText.everywhere(Fixture.gru(2), HOSTILE);
    String html = PageWriter.render(RunPage.of(run(json)));
    assertThat(withoutScripts(html))
        .doesNotContain("<img")
        .contains("&lt;img src=x onerror=alert(1)&gt;");
    assertThat(specs(html)).doesNotContain("<", ">", "&", "\u2028");
    assertThat(Pattern.compile("(?i)</script").matcher(html).results()).hasSize(3);
  }

  private static Figure figure(ObjectNode json, String id) {
    return RunPage.of(run(json)).figures().stream()
        .filter(figure -> figure.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> sections(ObjectNode json) {
    return RunPage.of(run(json)).sections().stream().map(section -> section.id()).toList();
  }

  static Run run(ObjectNode json) {
    return new Run(Path.of("reports", "some-run", "result.json"), json);
  }

  private static String specs(String html) {
    return html.replaceAll("(?s).*id=\"chart-data\">(.*?)</script>.*", "$1");
  }

  private static String withoutScripts(String html) {
    return html.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "");
  }

  private static List<String> matches(String html, String pattern) {
    return Pattern.compile(pattern).matcher(html).results().map(m -> m.group(1)).toList();
  }
}
