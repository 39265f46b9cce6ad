package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens pages in a real browser; skipped, with a message, where there is none. */
class BrowserTest {

  private static final String CHARTS = "[...document.querySelectorAll('[data-chart]')]";

  private static final String NO_BROWSER =
      "SKIPPED: there is no chromium or google-chrome on the PATH, so nobody has seen the pages. "
          + "Install one (Debian: apt-get install chromium) or name it in CHROMIUM.";

  @TempDir static Path folder;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> binary = Chromium.installed();
    if (binary.isEmpty()) {
      System.err.println(NO_BROWSER);
    }
    assumeTrue(binary.isPresent(), NO_BROWSER);
    browser = Chromium.start(binary.get(), Files.createDirectories(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("gru", Fixture.gru(11), 17),
        Arguments.of("rnn", Fixture.rnn(12), 17),
        Arguments.of("real-data", Fixture.withoutAttainable(Fixture.beaten(13)), 17),
        Arguments.of("session-label", Fixture.sessionLabel(14), 15),
        Arguments.of("one-class", Fixture.oneClass(15), 6),
        Arguments.of("empty", Fixture.empty(), 0),
        Arguments.of("next-hour", DemandFixture.hour(16), 17),
        Arguments.of("next-day", DemandFixture.withoutAttainable(DemandFixture.day(17)), 19),
        Arguments.of("single-numbers", DemandFixture.points(18), 13),
        Arguments.of("folds", DemandFixture.backtest(19), 21),
        Arguments.of("no-demand", DemandFixture.empty(), 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void drawsEveryChartWithoutComplaintOrRequest(String name, ObjectNode json, int charts) {
    Path html = page(name, json);
    browser.open(html, 1280, false);
    assertDrawn(charts);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .allMatch(url -> url.equals(html.toUri().toString()) || url.startsWith("data:"));
  }

  @Test
  void drawsAComparison() {
    List<Path> runs =
        List.of(
            Fixture.folder(folder, "a", Fixture.gru(1)),
            Fixture.folder(folder, "b", Fixture.lstm(2)),
            Fixture.folder(folder, "c", Fixture.rnn(3)));
    Path html = folder.resolve("comparison.html");
    ReportPage.compare(runs, html);
    browser.open(html, 1280, false);
    assertDrawn(8);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).allMatch(url -> url.startsWith("file:") || url.equals("data:,"));
  }

  @Test
  void drawsAComparisonOfForecasts() {
    List<Path> runs =
        List.of(
            Fixture.folder(folder, "d", DemandFixture.day(1)),
            Fixture.folder(folder, "e", DemandFixture.day(2)));
    Path html = folder.resolve("forecasts.html");
    ReportPage.compare(runs, html);
    browser.open(html, 1280, false);
    assertDrawn(6);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void sortsATableByTheHeadingThatIsClicked() {
    browser.open(page("sorting", DemandFixture.hour(27)), 1280, false);
    String table = "[...document.querySelectorAll('table.sortable')].at(-1)";
    String cells = "[...%s.tBodies[0].rows].map(r => r.cells[%d].textContent)";
    List<String> scores = texts(cells.formatted(table, 3));
    browser.evaluate(table + ".tHead.rows[0].cells[3].firstChild.click()");
    List<Double> sorted = numbers(texts(cells.formatted(table, 3)));
    assertThat(sorted)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .containsExactlyInAnyOrderElementsOf(numbers(scores));
    browser.evaluate(table + ".tHead.rows[0].cells[3].firstChild.click()");
    assertThat(numbers(texts(cells.formatted(table, 3)))).isSorted();
    browser.evaluate(table + ".tHead.rows[0].cells[0].firstChild.click()");
    assertThat(texts(cells.formatted(table, 0)))
        .isSortedAccordingTo(Comparator.comparingInt(BrowserTest::number));
    assertThat(browser.complaints()).isEmpty();
  }

  private static List<String> texts(String expression) {
    return browser.evaluate(expression).valueStream().map(JsonNode::asText).toList();
  }

  private static int number(String name) {
    String[] parts = name.split("\\D+");
    return 100 * Integer.parseInt(parts[1]) + Integer.parseInt(parts[2]);
  }

  private static List<Double> numbers(List<String> texts) {
    return texts.stream().map(text -> Double.valueOf(text.replace(",", ""))).toList();
  }

  static Stream<Arguments> widths() {
    return Stream.concat(
        Stream.of(320, 412, 768, 1100, 1920).map(width -> Arguments.of(width, Fixture.lstm(21))),
        Stream.of(320, 768).map(width -> Arguments.of(width, DemandFixture.backtest(21))));
  }

  @ParameterizedTest
  @MethodSource("widths")
  void neverOverflowsSideways(int width, ObjectNode json) {
    browser.open(page("narrow", json), width, false);
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .as("with all tables open")
        .isLessThanOrEqualTo(width);
    assertThat(
            browser.evaluate(
                CHARTS + ".filter(c => c.firstChild.scrollWidth > c.clientWidth + 1).length"))
        .hasToString("0");
  }

  @Test
  void followsLightAndDarkWhileItIsOpen() {
    browser.open(page("themes", Fixture.gru(22)), 1280, false);
    assertThat(strokes()).contains("#0a62b8").doesNotContain("#5bb0f5");
    browser.emulate("dark", "");
    browser.awaitTrue("document.querySelector('#roc .chart svg').outerHTML.includes('#5bb0f5')");
    assertThat(strokes()).contains("#5bb0f5").doesNotContain("#0a62b8");
    assertThat(browser.complaints()).isEmpty();
  }

  private static String strokes() {
    return browser.evaluate("document.querySelector('#roc .chart svg').outerHTML").asText();
  }

  @Test
  void printsInLightColoursAndComesBack() throws Exception {
    browser.open(page("paper", Fixture.gru(23)), 1280, true);
    browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    assertThat(strokes()).contains("#0a62b8").doesNotContain("#5bb0f5");
    assertThat(
            browser
                .evaluate("Math.max(..." + CHARTS + ".map(c => c.firstChild.clientWidth))")
                .asInt())
        .as("charts fit on the paper")
        .isLessThanOrEqualTo(690);
    browser.evaluate("window.dispatchEvent(new Event('afterprint'))");
    assertThat(strokes()).contains("#5bb0f5").doesNotContain("#0a62b8");
    byte[] pdf = browser.print();
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theLegendSwitchesALineOffAndOn() {
    browser.open(page("legend", Fixture.gru(24)), 1280, false);
    String lines = "document.querySelectorAll('#roc .chart svg path[stroke=\"#00735c\"]').length";
    String button =
        "[...document.querySelectorAll('#roc button')].find(b => b.textContent.includes('boosted'))";
    int before = browser.evaluate(lines).asInt();
    browser.evaluate(button + ".click()");
    browser.awaitTrue(lines + " < " + before);
    assertThat(browser.evaluate(button + ".getAttribute('aria-pressed')").asText())
        .isEqualTo("false");
    browser.evaluate(button + ".click()");
    browser.awaitTrue(lines + " === " + before);
  }

  @Test
  void aSquareOfAMatrixOpensItsNumbers() {
    Path html = folder.resolve("equivalence.html");
    ReportPage.compare(
        List.of(Fixture.folder(folder, "equivalence", EquivalenceFixture.different(26))), html);
    String square = "document.querySelector('#cell-1 td.ne a')";
    for (int width : new int[] {320, 1280}) {
      browser.open(html, width, false);
      assertDrawn(4);
      browser.evaluate(square + ".scrollIntoView(); " + square + ".click()");
      assertThat(browser.evaluate("document.querySelectorAll('dialog[open] td.ne').length").asInt())
          .isEqualTo(1);
      browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(width);
      browser.evaluate("document.querySelector('dialog button').click()");
      browser.awaitTrue("document.querySelector('dialog') === null");
    }
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).allMatch(url -> url.startsWith("file:") || url.equals("data:,"));
  }

  @Test
  void hostileTextStaysText() {
    String hostile = "</script><img src=x onerror=\"window.hacked=1\"><b>{a|x}";
    Path html = page("hostile", HostileText.everywhere(Fixture.gru(25), hostile));
    browser.open(html, 1280, false);
    assertDrawn(17);
    JsonNode box =
        browser.evaluate(
            "(() => { const c = document.querySelector('#session-1 .chart'); c.scrollIntoView();"
                + " const r = c.getBoundingClientRect(); return [r.x + r.width / 2, r.y + 80]; })()");
    browser.pointAt(box.path(0).asDouble(), box.path(1).asDouble());
    browser.awaitTrue("document.querySelector('#session-1 .tip') !== null");
    assertThat(browser.evaluate("document.querySelector('#session-1 .tip').textContent").asText())
        .contains(hostile);
    assertThat(browser.evaluate("document.images.length").asInt()).isZero();
    assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
    assertThat(browser.evaluate("document.scripts.length").asInt()).isEqualTo(3);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void hostileNamesOfSeriesStayText() {
    String hostile = "</script><img src=x onerror=\"window.hacked=1\"><b>{a|x}";
    Path html = page("hostile-series", HostileText.everywhere(DemandFixture.day(28), hostile));
    browser.open(html, 1280, false);
    assertDrawn(19);
    assertThat(browser.evaluate("document.images.length").asInt()).isZero();
    assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
    assertThat(browser.evaluate("document.querySelector('#fan-1 h3').textContent").asText())
        .contains(hostile);
    assertThat(browser.complaints()).isEmpty();
  }

  private static void assertDrawn(int charts) {
    assertThat(browser.evaluate(CHARTS + ".length").asInt()).isEqualTo(charts);
    browser.awaitTrue(CHARTS + ".every(c => c.querySelectorAll('svg path').length > 3)");
    JsonNode undrawn =
        browser.evaluate(
            CHARTS
                + ".filter(c => c.clientHeight < 60 || c.dataset.drawn !== 'true')"
                + ".map(c => c.dataset.chart)");
    assertThat(undrawn).isEmpty();
  }

  private static Path page(String name, ObjectNode json) {
    Path html = folder.resolve(name + ".html");
    ReportPage.write(Fixture.folder(folder, name, json), html);
    return html;
  }
}
