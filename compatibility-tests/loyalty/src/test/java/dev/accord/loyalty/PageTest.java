package dev.accord.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Pattern BLOCK = Pattern.compile("```\\w+\n(.*?)\n```", Pattern.DOTALL);
  private static final Path PAGE = Path.of("../../services/runtime/ADDING-A-SUBSCRIBER.md");

  @Test
  void everyBlockOfThePageIsWhatIsCompiledAndTestedHere() throws IOException {
    var ours = ours();
    var blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(5);
    assertThat(blocks).allSatisfy(block -> assertThat(ours).contains(block.group(1)));
  }

  private static String ours() throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      var sources = files.filter(Files::isRegularFile).map(PageTest::read);
      return read(Path.of("pom.xml")) + sources.collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
