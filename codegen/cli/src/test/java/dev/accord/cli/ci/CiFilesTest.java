package dev.accord.cli.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.accord.checks.finding.Severity;
import dev.accord.cli.baseline.BaselineSpec;
import dev.accord.cli.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A file that users copy has to work the first time: it is YAML, and its commands exist. */
class CiFilesTest {
  private static final Pattern COMMAND = Pattern.compile("accord (lint|check) contracts([^\\n]*)");
  private static final Pattern OPTION = Pattern.compile("--(\\S+) \"?([^\\s\"]+)\"?");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ci/github-actions.yml",
        "ci/gitlab-ci.yml",
        "ci/pre-commit-config.yaml",
        "../../.github/workflows/contracts.yml"
      })
  void everyCommandIsOneThatAccordHas(String file) throws IOException {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    var texts = new ArrayList<String>();
    collect(yaml.load(Files.readString(Path.of(file))), texts);
    var commands = COMMAND.matcher(String.join("\n", texts).replaceAll("\\\\\\n\\s*", ""));
    int found = 0;
    while (commands.find()) {
      found++;
      var options = OPTION.matcher(commands.group(2));
      while (options.find()) {
        requireKnown(options.group(1), options.group(2).replace("$BASE", "main"));
      }
    }
    assertThat(found).as("commands in %s", file).isPositive();
  }

  private static void requireKnown(String option, String value) {
    switch (option) {
      case "format" ->
          assertThat(ReportFormat.values()).extracting(ReportFormat::word).contains(value);
      case "fail-on" -> assertThat(Severity.parse(value)).as(value).isPresent();
      case "against" -> assertThatCode(() -> BaselineSpec.parse(value)).doesNotThrowAnyException();
      default -> assertThat(option).isEqualTo("output");
    }
  }

  private static void collect(Object node, List<String> texts) {
    if (node instanceof Map<?, ?> map) {
      map.values().forEach(value -> collect(value, texts));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> collect(value, texts));
    } else if (node instanceof String text) {
      texts.add(text);
    }
  }
}
