package dev.accord.cli.report;

import java.util.List;

/** Text that schemas and commit messages may hold, and that formats take for their own signs. */
final class AwkwardText {
  static final List<String> ALL =
      List.of(
          "a | b || c |",
          "`x` and ``y`` and `",
          "```json",
          "</details> and <details><summary>mine</summary>",
          "<b>bold</b> <!-- gone --> <script>alert(1)</script> &lt; &#64;",
          "{\n  \"amount\": \"12.34\"\n\n}\n    indented\r\n# title\n- item\n> quote\n---\n===",
          "| a | b |\n|---|---|\n| 1 | 2 |",
          "- item",
          "1. first",
          "12.34 is read as 0.1234",
          "# title #",
          "> quote",
          "---",
          ":-:",
          "===",
          "    four spaces",
          "[link](https://example.com) ![image](x.png) <https://example.com> [a]: b",
          "*one* **two** _three_ __four__ ~~five~~ $x$ $$y$$",
          "back\\slash \\* \\",
          "@team, #12 and C:\\temp",
          "100%, %0A, %3A, %25, a=b,c=d:e",
          "::error file=x::y\n::error::z\n  ::set-env name=A::b",
          "tab\tand \u0001 and \u00a0 and \u2028 and \ud83d\ude00");

  private AwkwardText() {}
}
