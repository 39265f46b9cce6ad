package org.unroll4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir private Path out;

  private Ran validate() {
    return Ran.unroll("validate", "--out", out.toString(), "--only", "gru reset after, plain");
  }

  @Test
  void leavesAFolderWithTheMatrixAndNeverOverwritesOne() throws IOException {
    Ran first = validate();
    assertThat(first.code()).as(first.out() + first.err()).isZero();
    assertThat(validate().code()).isZero();

    JsonNode record =
        JsonMapper.builder()
            .build()
            .readTree(Path.of(first.lastLine()).resolve("result.json").toFile());
    assertThat(record.path("schema").asText()).isEqualTo("unroll4j.equivalence/1");
    assertThat(record.path("provenance").path("command").asText()).contains("validate");
    assertThat(record.path("totals").path("equal").asInt()).isPositive();
    assertThat(record.path("totals").path("different").asInt(-1)).isZero();
    assertThat(Path.of(first.lastLine()).resolve("index.html")).isNotEmptyFile();
    try (Stream<Path> folders = Files.list(out)) {
      assertThat(folders).hasSize(2);
    }
  }
}
