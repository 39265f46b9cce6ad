package org.unroll4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {

  @TempDir Path folder;

  private Ran demand(String name, String... more) {
    String out = folder.resolve(name).toString();
    String[] args = {
      "generate", "demand", "--stores", "2", "--products", "3", "--seed", "7", "--out", out
    };
    return Ran.unroll(
        Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new));
  }

  @Test
  void makesDemandInBothFormats() throws IOException {
    Ran text = demand("a.csv", "--days", "4");
    assertThat(text.code()).isZero();
    assertThat(text.lastLine()).isEqualTo(folder.resolve("a.csv").toString());
    assertThat(text.err()).contains(" rows of 6 series in ").contains(" rows/s").hasLineCount(1);
    assertThat(folder.resolve("a.csv")).content().startsWith("store,product,category,time,sales,");
    assertThat(folder.resolve("a.card.md")).content().contains("--stores 2 --products 3 --days 4");
    assertThat(demand("b.parquet").code()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("b.parquet"))).startsWith("PAR1".getBytes(UTF_8));
  }

  @Test
  void replacesNeitherTheFileNorItsCardUnlessTold() throws IOException {
    assertThat(demand("a.csv", "--days", "2").code()).isZero();
    Ran again = demand("a.csv", "--days", "3");
    assertThat(again.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(again.err()).contains("a.csv: this file exists; name another").hasLineCount(1);
    Ran card = demand("a.parquet", "--days", "3");
    assertThat(card.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(card.err()).contains("a.card.md: this file exists");
    long before = Files.size(folder.resolve("a.csv"));
    assertThat(demand("a.csv", "--days", "3", "--force").code()).isZero();
    assertThat(Files.size(folder.resolve("a.csv"))).isGreaterThan(before);
  }

  @Test
  void sizesThatCannotBeAreADataError() {
    Ran ran = demand("a.csv", "--days", "4000");
    assertThat(ran.code()).isEqualTo(ExitCodes.BAD_DATA);
    assertThat(ran.err()).contains("days must be from 1 to 3660, but was 4000").hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }
}
