package org.unroll4j.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ProcessEnvironmentTest {

  private static final String NAME = "UNROLL4J_TEST_OF_THE_ENVIRONMENT";

  @Test
  void aVariableIsThereUntilItIsClosed() {
    assertThat(ProcessEnvironment.get(NAME)).isNull();
    try (ProcessEnvironment outer = ProcessEnvironment.with(NAME, "one")) {
      assertThat(outer).hasToString(NAME + "=one");
      assertThat(ProcessEnvironment.get(NAME)).isEqualTo("one");
      try (ProcessEnvironment inner = ProcessEnvironment.with(NAME, "two")) {
        assertThat(inner).hasToString(NAME + "=two");
        assertThat(ProcessEnvironment.get(NAME)).isEqualTo("two");
      }
      assertThat(ProcessEnvironment.get(NAME)).isEqualTo("one");
    }
    assertThat(ProcessEnvironment.get(NAME)).isNull();
  }

  @Test
  void javaDoesNotSeeIt() {
    assertThat(System.getenv(NAME)).isNull();
    try (ProcessEnvironment set = ProcessEnvironment.with(NAME, "one")) {
      assertThat(set).isNotNull();
      assertThat(System.getenv(NAME)).isNull();
    }
  }
}
