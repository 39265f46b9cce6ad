package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

  @TempDir Path folder;

  @Test
  void writesOneFileFromAFolderOrFromItsRecord() throws IOException {
    Path run = Fixture.folder(folder, "run", Fixture.gru(1));
    Path first = folder.resolve("new/folder/first.html");
    Path second = folder.resolve("second.html");
    ReportPage.write(run, first);
    ReportPage.write(run.resolve("result.json"), second);
    assertThat(first).hasSameTextualContentAs(second);
    assertThat(names(first.getParent())).containsExactly("first.html");
    assertThat(Files.size(first)).isLessThan(2_000_000);
  }

  @Test
  void aComparisonOfOneIsThePageOfThatRun() {
    Path run = Fixture.folder(folder, "run", Fixture.gru(2));
    ReportPage.write(run, folder.resolve("a.html"));
    ReportPage.compare(List.of(run), folder.resolve("b.html"));
    assertThat(folder.resolve("a.html")).hasSameTextualContentAs(folder.resolve("b.html"));
  }

  @Test
  void replacesAnOldPageOrLeavesItAlone() throws IOException {
    Path html = Files.writeString(folder.resolve("page.html"), "old");
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("result.json"), "{\"schema\": ");
    assertRefused(() -> ReportPage.write(broken, html), "is not JSON", "line 1");
    assertThat(html).hasContent("old");
    ReportPage.write(Fixture.folder(folder, "run", Fixture.rnn(3)), html);
    assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(names(folder)).containsExactlyInAnyOrder("broken", "page.html", "run");
  }

  @Test
  void saysInOneLineWhatIsMissing() throws IOException {
    Path html = folder.resolve("page.html");
    Path nowhere = folder.resolve("nowhere");
    assertRefused(() -> ReportPage.write(nowhere, html), "there is no", "nowhere");
    Path empty = Files.createDirectories(folder.resolve("unfinished"));
    assertRefused(() -> ReportPage.write(empty, html), "holds no result.json", "unfinished");
    Path other = Fixture.folder(folder, "other", Fixture.empty().put("schema", "unroll4j.x/7"));
    assertRefused(
        () -> ReportPage.write(other, html),
        "'unroll4j.x/7'",
        "expected schema '" + Study.SESSION.schema());
    Path foreign = Fixture.folder(folder, "foreign", Fixture.empty().without("schema"));
    assertRefused(() -> ReportPage.write(foreign, html), "has no schema", Study.SESSION.schema());
    assertRefused(() -> ReportPage.compare(List.of(), html), "no run was named");
    assertThat(html).doesNotExist();
  }

  @Test
  void saysInOneLineThatItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path run = Fixture.folder(folder, "run", Fixture.empty());
    assertRefused(() -> ReportPage.write(run, file.resolve("page.html")), "cannot write", "file");
  }

  @Test
  void asksTheNetworkForNothing() throws Exception {
    String html = html("run");
    String own = html.replaceAll("(?s)<script>.*?</script>", "");
    assertThat(own)
        .doesNotContain("http://", "https://", "@import", "url(")
        .doesNotContainPattern("\\s(src|srcset|action|data|poster)=");
    assertThat(own.lines().filter(line -> line.contains("href=")))
        .allMatch(line -> line.contains("href=\"#") || line.contains("href=\"data:,\""));
  }

  @Test
  void allowsExactlyItsOwnScripts() throws Exception {
    String html = html("run");
    Matcher scripts = Pattern.compile("(?s)<script>(.*?)</script>").matcher(html);
    String policy = html.replaceAll("(?s).*Content-Security-Policy\" content=\"([^\"]*)\".*", "$1");
    int count = 0;
    while (scripts.find()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(policy.replace("&#39;", "'"))
          .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      count++;
    }
    assertThat(count).isEqualTo(2);
    assertThat(policy).startsWith("default-src &#39;none&#39;");
  }

  private String html(String name) throws IOException {
    Path html = folder.resolve(name + ".html");
    ReportPage.write(Fixture.folder(folder, name, Fixture.gru(4)), html);
    return Files.readString(html);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("Report: ")
        .doesNotContain("\n")
        .contains(parts);
  }

  private static List<String> names(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
