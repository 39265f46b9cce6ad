package org.unroll4j.studies.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationsTest {

  private static final String TEXT =
      """
      name: tea        # a comment
      pot:
        cups: 4
        sorts: [green, black]
      """;

  enum Shape implements Word {
    ROUND,
    VERY_TALL
  }

  record Pot(
      @Between(min = 1, max = 9) int cups,
      @Default("[]") List<String> sorts,
      @Default("veryTall") Shape shape,
      @Default("0.5") @Between(min = 0) double litres,
      @Default("null") String owner) {}

  record Tea(String name, Pot pot, @Default("true") boolean hot) {
    Tea {
      if (name.equals("coffee")) {
        throw new IllegalArgumentException("name must not be coffee.");
      }
    }
  }

  private static Tea read(String text, String... overrides) {
    return Configurations.parse(text, "tea.yaml", Tea.class, List.of(overrides));
  }

  private static String refusal(String text, String... overrides) {
    try {
      return "accepted as " + read(text, overrides);
    } catch (ConfigException e) {
      return e.getMessage();
    }
  }

  @Test
  void fillsInDefaults() {
    assertThat(read(TEXT))
        .isEqualTo(
            new Tea(
                "tea", new Pot(4, List.of("green", "black"), Shape.VERY_TALL, 0.5, null), true));
  }

  @Test
  void overridesWin() {
    Tea tea = read(TEXT, "pot.cups=7", "pot.sorts=[white]", "hot=false", "pot.owner=me");
    assertThat(tea)
        .isEqualTo(new Tea("tea", new Pot(7, List.of("white"), Shape.VERY_TALL, 0.5, "me"), false));
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    Tea tea = read(TEXT, "pot.litres=0.25", "pot.shape=round", "pot.owner='007'", "name=no");
    assertThat(read(Configurations.toYaml(tea))).isEqualTo(tea);
    assertThat(Configurations.toYaml(read(TEXT)))
        .contains("shape: veryTall")
        .doesNotContain("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pot.cup=3 | --set pot.cup=3: there is no key 'pot.cup'; did you mean 'pot.cups'?",
        "zebra=3 | --set zebra=3: there is no key 'zebra'; there are: name, pot, hot.",
        "pot.cups=10 | --set pot.cups=10: pot.cups must be a whole number from 1 to 9, but was 10.",
        "pot.cups=2.5 | --set pot.cups=2.5: pot.cups must be a whole number from 1 to 9, but was"
            + " 2.5.",
        "pot.cups=99999999999 | --set pot.cups=99999999999: pot.cups must be a whole number from 1"
            + " to 9, but was 99999999999.",
        "pot.litres=-1 | --set pot.litres=-1: pot.litres must be a number of at least 0, but was"
            + " -1.",
        "hot=warm | --set hot=warm: hot must be true or false, but was \"warm\".",
        "pot.shape=flat | --set pot.shape=flat: pot.shape must be one of round, veryTall, but was"
            + " \"flat\".",
        "pot.sorts=green | --set pot.sorts=green: pot.sorts must be a list of texts, but was"
            + " \"green\".",
        "pot=3 | --set pot=3: pot must be a section of 'key: value' lines, but was 3.",
        "name.first=x | --set name.first=x: name is a single value, so nothing can be set below"
            + " it.",
        "cups | --set must have the form key=value, such as training.epochs=5, but was 'cups'.",
        "name=coffee | tea.yaml: name must not be coffee.",
      })
  void refusesOverrides(String override, String message) {
    assertThat(refusal(TEXT, override)).isEqualTo(message);
  }

  @Test
  void namesTheLine() {
    assertThat(refusal("name: a\npot:\n  cups: 4\n  shap: round\n"))
        .isEqualTo("tea.yaml:4: there is no key 'pot.shap'; did you mean 'pot.shape'?");
    assertThat(refusal("name: a\n\npot:\n  cups: many\n"))
        .isEqualTo("tea.yaml:4: pot.cups must be a whole number from 1 to 9, but was \"many\".");
    assertThat(refusal("name: a\npot:\n  sorts: []\n"))
        .isEqualTo("tea.yaml:2: pot.cups is missing; must be a whole number from 1 to 9.");
  }

  @Test
  void refusesWhatIsNotAMapping() {
    assertThat(refusal("name: a\nname: b\n"))
        .startsWith("tea.yaml:2: is not valid YAML: Duplicate");
    assertThat(refusal("- a\n- b\n"))
        .isEqualTo("tea.yaml: must hold 'key: value' lines, but was a list.");
    assertThat(refusal("green\n"))
        .isEqualTo("tea.yaml: must hold 'key: value' lines, but was a single value.");
    assertThat(refusal("name: a\npot:\n\tcups: 4\n"))
        .startsWith("tea.yaml:3: is not valid YAML: found character '\\t(TAB)'");
    assertThat(refusal("name: [a\n")).startsWith("tea.yaml:").contains("is not valid YAML");
    assertThat(refusal("")).startsWith("tea.yaml: name is missing");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> Configurations.read(java.nio.file.Path.of("no.yaml"), Tea.class, List.of()))
        .withMessage("no.yaml: this configuration cannot be read; is the path right?");
  }

  record Steps(int minutes, @JsonProperty("static") boolean fixed) {}

  record Plan(
      @JsonUnwrapped Steps steps,
      @Default("[1, 2]") @Between(min = 0) List<Integer> lags,
      @Default("[0.5]") List<Double> levels) {}

  private static Plan plan(String text) {
    return Configurations.parse(text, "plan.yaml", Plan.class, List.of());
  }

  @Test
  void anUnwrappedRecordHasNoSectionOfItsOwn() {
    Plan plan = plan("{minutes: 3, static: true, levels: [0.1, 1]}");
    assertThat(plan).isEqualTo(new Plan(new Steps(3, true), List.of(1, 2), List.of(0.1, 1.0)));
    assertThat(plan(Configurations.toYaml(plan))).isEqualTo(plan);
  }

  @Test
  void itsKeysAreNamedLikeTheOthers() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> plan("{minutes: 3, fixed: true}"))
        .withMessage(
            "plan.yaml:1: there is no key 'fixed'; there are: minutes, static, lags, levels.");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> plan("{minutes: 3, static: true, lags: [-1]}"))
        .withMessage("plan.yaml:1: lags must be a list of numbers of at least 0, but was -1.");
  }
}
