package org.unroll4j.studies.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.studies.config.ConfigException;

class RunFolderTest {

  @TempDir Path folder;

  @Test
  void neverUsesAFolderTwice() {
    RunFolder first = RunFolder.fresh(folder.resolve("runs"), "tea");
    RunFolder second = RunFolder.fresh(folder.resolve("runs"), "tea");
    assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
    assertThat(second.path()).isEmptyDirectory();
    assertThat(first.path().getFileName().toString()).matches("tea-\\d{8}-\\d{6}");
  }

  @Test
  void refusesAFolderThatIsNoRun() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> RunFolder.existing(folder))
        .withMessageContaining("not the folder of a run");
  }

  @Test
  void aFileAppearsWholeOrNotAtAll() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFiles.writeText(file, "old");
    assertThatIOException()
        .isThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IOException("the disk is full");
                    }));
    assertThat(file).hasContent("old");
    AtomicFiles.writeText(file, "new");
    assertThat(Files.readString(file)).isEqualTo("new");
  }

  @Test
  void provenanceReadsBackEqual() {
    Provenance provenance = Provenance.now("unroll train 'a b'", 7, "ab12", "reference");
    RunFolder.writeJson(folder.resolve("p.json"), provenance);
    assertThat(RunFolder.readJson(folder.resolve("p.json"), Provenance.class))
        .isEqualTo(provenance);
    assertThat(provenance.versions()).containsKeys("nd4j", "deeplearning4j", "datavec");
    assertThat(provenance.codeRevision()).isNotBlank();
    assertThat(provenance.machine().cores()).isPositive();
  }
}
