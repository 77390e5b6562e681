package dev.accord.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.finding.Bump;
import dev.accord.checks.finding.EventAdvice;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.SourceEffect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a parser of GitHub's Markdown sees in our comments and tables. */
class MarkdownReportTest {
  private static final Parser GITHUB =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /** All that a comment is made of. */
  private static final Set<Class<?>> OURS =
      Set.of(
          Document.class,
          Heading.class,
          Paragraph.class,
          BulletList.class,
          ListItem.class,
          StrongEmphasis.class,
          Code.class,
          Text.class,
          SoftLineBreak.class,
          HardLineBreak.class,
          HtmlBlock.class,
          HtmlInline.class);

  static List<String> awkward() {
    return AwkwardText.ALL;
  }

  @Test
  void theNextRunFindsTheCommentByItsFirstLine() {
    assertThat(SampleReports.ALL.values())
        .allSatisfy(
            report -> assertThat(print(report)).startsWith(MarkdownReport.MARKER + "\n## accord"));
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void textFromSchemasIsNeverMarkup(String text) {
    var nodes = nodes(print(SampleReports.hostile(text)));
    assertThat(nodes).extracting(Node::getClass).allMatch(OURS::contains);
    assertThat(html(nodes)).isSubsetOf(MarkdownReport.MARKER, "<br>");
    assertThat(nodes.stream().filter(Heading.class::isInstance).map(MarkdownReportTest::plain))
        .containsExactly("accord check: 1 error, 0 warnings; next version: major", flat(text));
    var items = nodes.stream().filter(ListItem.class::isInstance).map(MarkdownReportTest::plain);
    assertThat(items)
        .as("level, finding, its six details, next step, registry")
        .hasSize(10)
        .anyMatch(item -> item.equals("Fix: " + flat(text)))
        .anyMatch(item -> item.equals("Example: " + flat(text)))
        .anyMatch(item -> item.equals("Breaks: " + flat(text)))
        .anyMatch(item -> item.equals(flat(text) + " (FORWARD) refused"))
        .anyMatch(item -> item.contains("a b/c:d,e%f/ü.avsc:1:1 " + flat(text) + " Fix:"));
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void noTextBreaksATable(String text) {
    var nodes = nodes(DiffReport.MARKDOWN.print(SampleReports.hostile(text)));
    assertThat(html(nodes)).allMatch("<br>"::equals);
    var rows = nodes.stream().filter(TableRow.class::isInstance).toList();
    assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(children(row)).hasSize(4));
    assertThat(children(rows.get(1)).stream().map(MarkdownReportTest::plain))
        .containsExactly("changed", flat(text), "DEFAULT_CHANGED", flat(text));
    assertThat(nodes.get(0).getFirstChild()).isEqualTo(nodes.get(0).getLastChild());
  }

  @Test
  void whatIsSafeIsFoldedAwayAndTheFoldIsClosed() {
    var nodes = nodes(print(SampleReports.change()));
    assertThat(html(nodes))
        .containsExactly(
            MarkdownReport.MARKER, "<details><summary>1 safe change</summary>", "</details>");
    assertThat(children(nodes.get(0)).stream().filter(n -> n instanceof Heading).map(this::level))
        .containsExactly(2, 3, 3, 3);
  }

  @Test
  void nobodyIsNotified() {
    assertThat(nodes(print(SampleReports.hostile())))
        .filteredOn(Text.class::isInstance)
        .noneMatch(text -> ((Text) text).getLiteral().contains("@team"));
  }

  @Test
  void aLongReportStaysBelowTheLimitOfACommentAndSaysSo() {
    var change = SampleReports.change();
    var asking = Collections.nCopies(1_000, change.findings().get(0));
    var safe = Collections.nCopies(1_000, change.findings().get(1));
    var advice = Collections.nCopies(2_000, new EventAdvice("a.B", Bump.MAJOR, SourceEffect.EDIT));
    assertFits(new FindingReport(1, List.of(), asking, List.of(), List.of(), Bump.MAJOR), 0);
    assertFits(new FindingReport(1, List.of(), safe, List.of(), List.of(), Bump.MINOR), 1);
    assertFits(
        new FindingReport(1, List.of(), change.findings(), advice, List.of(), Bump.MAJOR), 1);
    assertFits(SampleReports.hostile("x".repeat(70_000)), 0);
  }

  private static void assertFits(FindingReport report, int folds) {
    var comment = print(report);
    assertThat(comment)
        .hasSizeLessThan(65_536)
        .endsWith("\n\nMore than fits into one comment: the rest is in the log of this run.\n");
    assertThat(html(nodes(comment)))
        .filteredOn(html -> html.startsWith("<details>"))
        .hasSize(folds);
    assertThat(html(nodes(comment))).filteredOn("</details>"::equals).hasSize(folds);
    assertThat(nodes(comment).get(0).getLastChild()).isInstanceOf(Paragraph.class);
  }

  private static String print(FindingReport report) {
    return new MarkdownReport(report, Plain.HOW).print();
  }

  private int level(Node heading) {
    return ((Heading) heading).getLevel();
  }

  private static List<Node> nodes(String markdown) {
    var nodes = new ArrayList<Node>();
    collect(GITHUB.parse(markdown), nodes);
    return nodes;
  }

  private static void collect(Node node, List<Node> nodes) {
    nodes.add(node);
    children(node).forEach(child -> collect(child, nodes));
  }

  private static List<Node> children(Node node) {
    var children = new ArrayList<Node>();
    for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
      children.add(child);
    }
    return children;
  }

  private static List<String> html(List<Node> nodes) {
    return nodes.stream().map(MarkdownReportTest::html).filter(html -> !html.isEmpty()).toList();
  }

  private static String html(Node node) {
    if (node instanceof HtmlBlock block) {
      return block.getLiteral().strip();
    }
    return node instanceof HtmlInline inline ? inline.getLiteral() : "";
  }

  /** What a reader sees: ends of lines and control characters are spaces. */
  private static String plain(Node node) {
    var text = new StringBuilder();
    collectText(node, text);
    return flat(text.toString());
  }

  private static void collectText(Node node, StringBuilder text) {
    if (node instanceof Text words) {
      text.append(words.getLiteral());
    } else if (node instanceof Code code) {
      text.append(code.getLiteral());
    } else if (node.getFirstChild() == null || node instanceof Paragraph) {
      text.append(' ');
    }
    children(node).forEach(child -> collectText(child, text));
  }

  private static String flat(String text) {
    return text.replace("\u200b", "").replaceAll("[\\s\\p{Cntrl}\u2028]+", " ").strip();
  }
}
