package dev.accord.cli.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineSpecTest {
  @Test
  void eachFormIsReadAndLabelledAsWritten() {
    assertReads("released", new BaselineSpec.Released());
    assertReads("git:HEAD~1", new BaselineSpec.Git("HEAD~1"));
    assertReads("../old", new BaselineSpec.Folder(Path.of("../old")));
    assertReads("lib/contracts-1.4.jar", new BaselineSpec.Jar(Path.of("lib/contracts-1.4.jar")));
    assertReads(
        "gav:com.acme:contracts:1.4.0", new BaselineSpec.Gav("com.acme", "contracts", "1.4.0"));
    assertReads(
        "registry:http://localhost:8081",
        new BaselineSpec.Registry(URI.create("http://localhost:8081")));
  }

  @Test
  void credentialsNeverReachALabel() {
    assertThat(BaselineSpec.parse("registry:https://me:secret@host/path/").label())
        .isEqualTo("registry:https://host/path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          git:                 | such as git:main or git:HEAD~1
          git:--upload-pack=x  | such as git:main or git:HEAD~1
          git:main:contracts   | name one commit alone
          gti:main             | did you mean "git"?
          gav:contracts:1.4.0  | expected gav:<group>:<artifact>:<version>
          gav:a:../../b:1      | expected gav:<group>:<artifact>:<version>
          registry:localhost   | expected registry:http://<host>:<port>
          registry:ftp://x     | expected registry:http://<host>:<port>
          registry:http://a b  | is not a URL
          """)
  void whatCannotBeReadIsRefusedWithTheRightForm(String text, String hint) {
    assertThatThrownBy(() -> BaselineSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(hint);
  }

  private static void assertReads(String text, BaselineSpec expected) {
    assertThat(BaselineSpec.parse(text)).isEqualTo(expected);
    assertThat(expected.label()).isEqualTo(text);
  }
}
